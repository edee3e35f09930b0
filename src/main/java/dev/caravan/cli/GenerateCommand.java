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
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
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
        Settings settings = settingsOptions.load();
        Profile profile = profile(settings);
        ProgressBars bars = new ProgressBars(spec.commandLine().getErr(), System.console() != null);
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            Targets targets = new Targets(
                    Optional.of(clients.kinesis()), Map.of("bootstrap.servers", settings.get("kafka.brokers")));
            Truth truth = new Generator(Clock.systemUTC()).run(profile, targets, bars::update);
            bars.finish();
            truth.append(truthFile);
            truth.runs().forEach(run -> spec.commandLine()
                    .getOut()
                    .println("generate: " + run.sent() + " records to " + run.target() + " " + run.targetName()
                            + ", good " + run.good() + ", truth in " + truthFile));
            return 0;
        } catch (GenerationException e) {
            bars.finish();
            e.partial().append(truthFile);
            throw e;
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
