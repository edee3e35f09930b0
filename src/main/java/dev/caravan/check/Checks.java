package dev.caravan.check;

import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.RouteFile;
import dev.caravan.runtime.RouteFiles;
import dev.caravan.runtime.StartProblem;
import dev.caravan.runtime.UnusableFile;
import dev.caravan.settings.Problem;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsCheck;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.UnreadKeys;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/** All that is wrong with settings and routes, without starting or asking anything. */
public final class Checks {

    /** Without which Camel reads nothing of a file. */
    private static final List<Check> FORM = List.of(new SchemaCheck(), new NestedOptions());

    /** Of what is written; nothing is made for them. */
    private static final List<Check> WRITTEN = List.of(
            new UndefinedKeys(),
            new StyleCheck(),
            new DuplicateIds(),
            new TemplateCheck(),
            new DirectCheck(),
            new LossCheck(),
            new RepeatCheck());

    /** Of routes that were made, by what their endpoints have become. */
    private static final List<Check> MADE =
            List.of(new LimitsCheck(), new ReadersCheck(), new PlacesCheck(), new PartitionCheck());

    /** For a secret, which a check does not read; a bucket may be called so. */
    private static final String STAND_IN = "in-the-vault";

    private final Settings settings;
    private final RouteFiles directory;
    private final AwsClients clients;
    private final Optional<Explainer> explainer;
    private final Told told = new Told();
    private final List<Explanation> explanations = new ArrayList<>();

    private Checks(Settings settings, RouteFiles directory, AwsClients clients, Optional<Explainer> explainer) {
        this.settings = settings.withVault(secret -> STAND_IN);
        this.directory = directory;
        this.clients = clients;
        this.explainer = explainer;
    }

    /**
     * Everything found, sorted by file and line. Safe beside running routes.
     *
     * @param clients that the routes would have; none is called
     */
    public static List<Finding> findings(Settings settings, Path routesDirectory, AwsClients clients) {
        return report(settings, routesDirectory, clients, Optional.empty()).findings();
    }

    /** @param load for which the routes are explained; empty if they need not be */
    public static Report report(Settings settings, Path routesDirectory, AwsClients clients, Optional<Load> load) {
        Checks checks = new Checks(
                settings,
                new RouteFiles(routesDirectory),
                clients,
                load.map(expected -> new Explainer(settings, expected)));
        checks.run();
        return new Report(checks.told.sorted(), checks.explanations);
    }

    /** The same without warnings: what keeps the routes from running as they are meant. */
    public static List<Finding> problems(Settings settings, Path routesDirectory, AwsClients clients) {
        return findings(settings, routesDirectory, clients).stream()
                .filter(Finding::isProblem)
                .toList();
    }

    /** What a {@link SettingsException} says, a finding each. */
    public static Stream<Finding> of(SettingsException refused) {
        return refused.problems().stream().map(Finding::of);
    }

    private void run() {
        RouteFiles.Reading reading;
        try {
            reading = directory.read();
        } catch (SettingsException e) {
            of(e).forEach(told::add);
            return;
        }
        reading.unusable().stream().map(UnusableFile::problem).map(Finding::of).forEach(told::add);
        keys(reading);
        if (!SettingsCheck.placeholders(settings).isEmpty()) {
            // Everything else stands on these values.
            return;
        }
        Candidate candidate =
                new Candidate(settings, reading.files(), reading.unusable().isEmpty(), List.of());
        List<Finding> faults = FORM.stream()
                .flatMap(check -> check.findings(candidate).stream())
                .toList();
        told.addAll(faults);
        WRITTEN.forEach(check -> told.addAll(check.findings(candidate)));
        // Camel stops at a file's first fault, which is told better by then.
        Set<String> broken = faults.stream().map(Finding::file).collect(Collectors.toSet());
        make(
                candidate,
                reading.files().stream()
                        .filter(file -> !broken.contains(file.path().toString()))
                        .toList());
    }

    private void keys(RouteFiles.Reading reading) {
        List<Problem> problems = new ArrayList<>(SettingsCheck.values(settings));
        problems.addAll(SettingsCheck.placeholders(settings));
        if (reading.unusable().isEmpty()) {
            problems.addAll(new UnreadKeys(
                            settings,
                            reading.files().stream().map(RouteFile::text).toList())
                    .problems());
        }
        problems.stream().map(Finding::of).forEach(told::add);
    }

    private void make(Candidate candidate, List<RouteFile> files) {
        try {
            lookAtSteps(candidate, files);
            while (makeRoutes(candidate, files)) {
                // One that cannot be made is told, and left out the next time.
            }
        } catch (Exception e) {
            told.add(ofSettings(new StartProblem(e, directory, null).reason()));
        }
    }

    /** Camel names the key that it cannot use, in words and dashes. */
    private Finding ofSettings(String reason) {
        return settings.asMap().keySet().stream()
                .filter(key -> reason.startsWith("Setting " + StringHelper.camelCaseToDash(key) + " = "))
                .findFirst()
                .map(key -> Finding.of(settings.problem(key, reason.substring(reason.indexOf(": ") + 2))))
                .orElseGet(() -> new Finding(Severity.PROBLEM, "", 0, reason));
    }

    private void lookAtSteps(Candidate candidate, List<RouteFile> files) throws Exception {
        try (Scratch scratch = new Scratch(candidate, directory, clients, told)) {
            scratch.ready();
            scratch.load(files);
            for (Check check : List.of(
                    new ReferenceCheck(scratch.context()), new EndpointCheck(scratch.context(), directory, told))) {
                told.addAll(check.findings(candidate));
            }
        }
    }

    /** @return whether another one may be left that cannot be made */
    private boolean makeRoutes(Candidate candidate, List<RouteFile> files) throws Exception {
        try (Scratch scratch = new Scratch(candidate, directory, clients, told)) {
            scratch.load(files);
            Optional<Finding> fault = scratch.make();
            if (fault.isPresent()) {
                return told.add(fault.get()) && fault.get().line() > 0;
            }
            Candidate made = candidate.with(scratch.routes());
            MADE.forEach(check -> told.addAll(check.findings(made)));
            explainer.ifPresent(explain -> {
                List<Use> uses = scratch.uses();
                made.made().forEach(route -> explanations.add(explain.of(route, uses)));
            });
            return false;
        }
    }
}
