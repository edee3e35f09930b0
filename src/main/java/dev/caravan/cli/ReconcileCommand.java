package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.object.Prefix;
import dev.caravan.reconcile.Place;
import dev.caravan.reconcile.Reconciler;
import dev.caravan.reconcile.Report;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for gaps and overlaps in what was delivered. */
@Command(
        name = "reconcile",
        description =
                "Follow the batches of each partition or shard through the objects in the lakes and the dead letters,"
                        + " and say what is missing or doubled. Exit code 1 if anything is, or if there is nothing at all.",
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Parameters(
            paramLabel = "LAKE",
            arity = "0..*",
            description = "s3://BUCKET/PREFIX/, instead of all that the routes write to.")
    private List<String> lakes = List.of();

    @Option(
            names = "--open-start",
            description = "The oldest batches may be gone, by a lifecycle rule or under an earlier prefix.")
    private boolean openStart;

    @Option(
            names = "--athena",
            description = "Also count the rows of each lake's table on Athena. It reads all of them, which costs.")
    private boolean athena;

    @Option(names = "--json", description = "Print a JSON object instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Place> named = lakes.stream().map(ReconcileCommand::place).toList();
        Settings settings = named.isEmpty() ? settingsOptions.loadFor(routesOptions) : settingsOptions.load();
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            List<Place> places = named.isEmpty() ? places(settings, clients) : named;
            Report report = report(settings, clients, places);
            if (athena) {
                report = report.withAthena(new TableCounts(settings, clients)::rows);
            }
            spec.commandLine().getOut().print(json ? ReconcileJson.of(report) : ReconcileText.of(report));
            spec.commandLine().getOut().flush();
            return report.isComplete() ? 0 : 1;
        }
    }

    private Report report(Settings settings, AwsClients clients, List<Place> places) {
        Optional<DeadLetterSettings> letters =
                settings.find("dead-letters.bucket").isPresent()
                        ? Optional.of(DeadLetterSettings.from(settings))
                        : Optional.empty();
        try (ObjectCounter counter = new ObjectCounter(spec.commandLine().getErr(), Terminal.isThere())) {
            return new Reconciler(
                            clients.s3(),
                            places,
                            letters.map(place -> new Place(place.bucket(), place.prefix())),
                            letters.map(place -> new Place(place.bucket(), place.ledger())).stream()
                                    .toList(),
                            openStart,
                            counter)
                    .report();
        }
    }

    private List<Place> places(Settings settings, AwsClients clients) {
        Path directory = routesOptions.directory(settings);
        List<Place> places = routesOptions.uses(settings, clients).stream()
                .filter(Use.WritesObjects.class::isInstance)
                .map(Use.WritesObjects.class::cast)
                .map(lake -> new Place(lake.bucket(), new Prefix(lake.prefix())))
                .distinct()
                .toList();
        if (places.isEmpty()) {
            throw new SettingsException(
                    "No route of " + directory + " has a lake: step. Name what to look at: s3://BUCKET/PREFIX/");
        }
        return places;
    }

    private static Place place(String location) {
        try {
            return Place.parse(location);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }
}
