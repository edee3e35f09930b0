package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.deadletter.replay.LedgerReader;
import dev.caravan.deadletter.replay.Replay;
import dev.caravan.deadletter.replay.ReplayLedger;
import dev.caravan.deadletter.replay.ReplayOptions;
import dev.caravan.deadletter.replay.ReplayTargets;
import dev.caravan.deadletter.replay.Returns;
import dev.caravan.object.S3Bucket;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters back. */
@Command(
        name = "replay",
        description =
                "Send the original records of dead letters back to their topic or stream. Every reader of it reads"
                        + " them again. What was replayed before is passed over.",
        mixinStandardHelpOptions = true)
final class DeadLettersReplay implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Only these; all that the options let through if none.")
    private List<String> ids = List.of();

    @Mixin
    private DeadLetterOptions options;

    @Option(names = "--dry-run", description = "Say what would be sent; claim and send nothing.")
    private boolean dryRun;

    @Option(names = "--again", description = "Also what was replayed already, or may have been (UNCERTAIN).")
    private boolean again;

    @Option(
            names = "--max-replays",
            paramLabel = "N",
            defaultValue = "3",
            description = "Refuse records that came back so often (default: ${DEFAULT-VALUE}).")
    private int maxReplays;

    @Option(names = "--to-topic", paramLabel = "NAME", description = "To this topic; for records of Kafka only.")
    private String toTopic;

    @Option(names = "--to-stream", paramLabel = "NAME", description = "To this stream; for records of Kinesis only.")
    private String toStream;

    @Option(names = "--json", description = "Print a JSON array of objects instead of an aligned table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = settingsOptions.load();
        DeadLetterSettings place = DeadLetterSettings.from(settings);
        DeadLetterFilter filter = options.filter(DeadLetterOptions.ids(ids));
        if (maxReplays < 1) {
            throw new SettingsException("--max-replays is 1 or more, got " + maxReplays);
        }
        ReplayOptions how = new ReplayOptions(dryRun, again, maxReplays, options.max());
        Problems problems = new Problems(spec.commandLine().getErr());
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            ReplaySurvey survey = ReplaySurvey.of(clients.s3(), place, filter, problems);
            if (!survey.missing().isEmpty()) {
                spec.commandLine().getErr().println(DeadLettersShow.unknown(place, survey.missing()));
                return 1;
            }
            ReplayReport report = new ReplayReport(spec.commandLine(), survey, how, json);
            if (survey.letters() > 0) {
                replay(settings, place, clients, survey.filter(), how, report);
            }
            return Math.max(report.end(!ids.isEmpty()), problems.exitCode());
        }
    }

    private void replay(
            Settings settings,
            DeadLetterSettings place,
            AwsClients clients,
            DeadLetterFilter filter,
            ReplayOptions how,
            ReplayReport report)
            throws Exception {
        try (CaravanRuntime runtime = CaravanRuntime.withoutRoutes(settings, clients);
                // What is damaged was told by the survey.
                DeadLetterReader letters = new DeadLetterReader(clients.s3(), place, filter, problem -> {});
                ReplayTargets targets = new ReplayTargets(
                        runtime.context(),
                        clients.kinesis(),
                        Optional.ofNullable(toTopic),
                        Optional.ofNullable(toStream))) {
            S3Bucket bucket = new S3Bucket(runtime.context(), clients.s3(), place.bucket());
            runtime.context().addService(bucket);
            ReplayLedger ledger =
                    new ReplayLedger(bucket, place, Clock.systemUTC(), System.getProperty("user.name", "unknown"));
            Returns returns = new Returns(clients.s3(), place);
            Iterator<DeadLetter> marked = Stream.generate(() -> letters)
                    .takeWhile(Iterator::hasNext)
                    .map(each -> returns.marked(each.next()))
                    .iterator();
            try (Replay replay = new Replay(marked, targets, new LedgerReader(clients.s3(), place), ledger, how)) {
                report.print(replay);
            }
        }
    }
}
