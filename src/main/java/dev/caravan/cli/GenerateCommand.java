package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.generate.GenerationException;
import dev.caravan.generate.Generator;
import dev.caravan.generate.Targets;
import dev.caravan.generate.profile.Pace;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.ProfileException;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.truth.Truth;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends generated records and writes down what it sent. */
@Command(
        name = "generate",
        description = "Send the records of a generator profile to Kinesis and Kafka, and write a truth file.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

    /** Beyond the time in which a target gives up what is on its way. */
    private static final Duration TRUTH_PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private SettingsOptions settingsOptions;

    @Parameters(paramLabel = "FILE", description = "The profile, for example generator/user-activity.yaml.")
    private Path file;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records to each target instead of the profile's total.")
    private Long records;

    @Option(names = "--seed", paramLabel = "S", description = "Instead of the profile's seed.")
    private Long seed;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Records a second instead of the profile's pace; 0 = no limit.")
    private Double rate;

    @Option(
            names = "--only",
            paramLabel = "TARGET",
            description = "Only one target of the profile: ${COMPLETION-CANDIDATES}.")
    private TargetKind only;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            defaultValue = "truth.json",
            description = "Where to write what was sent; runs are added (default: ${DEFAULT-VALUE}).")
    private Path truthFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = settingsOptions.load(profileText());
        Profile profile = profile(settings);
        TruthOfRuns truth = new TruthOfRuns(truthFile);
        Thread sender = Thread.currentThread();
        return StopSignal.during(
                "generate: stopping; the truth file gets what was sent so far",
                spec.commandLine().getErr(),
                () -> {
                    send(profile, settings, truth);
                    return 0;
                },
                () -> {
                    sender.interrupt();
                    truth.awaitWritten(TRUTH_PATIENCE);
                    return 1;
                });
    }

    private void send(Profile profile, Settings settings, TruthOfRuns truth) throws Exception {
        ProgressBars bars = new ProgressBars(spec.commandLine().getErr(), Terminal.isThere());
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            Targets targets = new Targets(Optional.of(clients.kinesis()), KafkaSettings.connection(settings));
            Truth sent = new Generator(Clock.systemUTC()).run(profile, targets, bars::update);
            bars.finish();
            truth.add(sent);
            say(sent);
        } catch (GenerationException e) {
            bars.finish();
            truth.add(e.partial());
            say(e.partial());
            throw e;
        }
    }

    private void say(Truth sent) {
        PrintWriter out = spec.commandLine().getOut();
        sent.runs()
                .forEach(run -> out.println("generate: " + run.sent() + " records to " + run.target() + " "
                        + run.targetName() + ", good " + run.good() + ", truth in " + truthFile));
        out.flush();
    }

    /** Empty for a file that cannot be read; who parses it says why. */
    private String profileText() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private Profile profile(Settings settings) {
        try {
            Profile profile = Profile.load(file, settings.asMap());
            profile = records == null ? profile : profile.withTotal(records);
            profile = seed == null ? profile : profile.withSeed(seed);
            profile = rate == null ? profile : profile.withPace(Pace.perSecond(rate));
            return only == null ? profile : profile.onlyTo(only);
        } catch (ProfileException | IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }
}
