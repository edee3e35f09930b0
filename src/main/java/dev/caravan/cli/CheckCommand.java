package dev.caravan.cli;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.check.Checks;
import dev.caravan.check.Finding;
import dev.caravan.check.Load;
import dev.caravan.check.Report;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Looks for what is wrong before anything starts. */
@Command(
        name = "check",
        description =
                "Say everything that is wrong with settings and routes, each as FILE:LINE: MESSAGE, without starting or"
                        + " asking anything. Exit code 2 on any problem, 0 with warnings only.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int BAD_SETTINGS = 2;

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Option(names = "--strict", description = "Let warnings count as problems.")
    private boolean strict;

    @Option(
            names = "--explain",
            description = "Also say of each route what it reads and writes, how its objects are named and declared as a"
                    + " table, how many there will be, and the memory that it takes at most.")
    private boolean explain;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Records a second of one stream or topic, for --explain (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--record-bytes",
            paramLabel = "B",
            defaultValue = "500",
            description = "Bytes of one record, for --explain (default: ${DEFAULT-VALUE}).")
    private long recordBytes;

    @Option(
            names = "--partitions",
            paramLabel = "P",
            defaultValue = "1",
            description = "Partitions or shards of one topic or stream, for --explain (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--json", description = "Print a JSON object instead of lines.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Report report = report(explain ? Optional.of(load()) : Optional.empty());
        spec.commandLine().getOut().print(json ? CheckJson.of(report) : CheckText.of(report));
        spec.commandLine().getOut().flush();
        return report.problems() > 0 || (strict && report.warnings() > 0) ? BAD_SETTINGS : 0;
    }

    private Load load() {
        try {
            return new Load(rate, recordBytes, partitions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Report report(Optional<Load> load) {
        Settings settings;
        try {
            settings = settingsOptions.unchecked(routesOptions);
        } catch (SettingsException e) {
            return new Report(Checks.of(e).toList(), List.of());
        }
        // Clients are needed, and none is called.
        try (AwsClients clients =
                new AwsClients(new AwsAccess(Region.US_EAST_1, Map.of(), AnonymousCredentialsProvider.create()))) {
            Report report = Checks.report(settings, routesOptions.directory(settings), clients, load);
            Stream<Finding> own = AwsSettings.problems(settings).stream().map(Finding::of);
            return new Report(
                    Stream.concat(own, report.findings().stream()).sorted().toList(), report.explanations());
        }
    }
}
