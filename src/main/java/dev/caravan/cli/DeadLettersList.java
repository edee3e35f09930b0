package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.deadletter.replay.Returns;
import dev.caravan.report.AlignedTable;
import dev.caravan.report.JsonRows;
import dev.caravan.report.QueryFormat;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints one row for each dead letter. */
@Command(
        name = "list",
        description = "List dead letters, with how many there are for each reason on standard error.",
        mixinStandardHelpOptions = true)
final class DeadLettersList implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            new Column("id", "varchar"),
            new Column("reason", "varchar"),
            new Column("route", "varchar"),
            new Column("source", "varchar"),
            new Column("partition", "varchar"),
            new Column("position", "varchar"),
            new Column("arrival", "varchar"),
            new Column("bytes", "bigint"),
            new Column("replays", "bigint"));

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private DeadLetterOptions options;

    @Option(names = "--json", description = "Print a JSON array of objects instead of an aligned table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        DeadLetterSettings place = DeadLetterSettings.from(settings);
        DeadLetterFilter filter = options.filter(Set.of());
        long max = options.max();
        Problems problems = new Problems(spec.commandLine().getErr());
        ReasonCounts counts = new ReasonCounts();
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings));
                DeadLetterReader letters = new DeadLetterReader(clients.s3(), place, filter, problems)) {
            Returns returns = new Returns(clients.s3(), place);
            Iterator<List<String>> rows = stream(letters)
                    .limit(max)
                    .map(returns::marked)
                    .peek(counts::add)
                    .map(DeadLettersList::row)
                    .iterator();
            QueryFormat format = json ? new JsonRows() : new AlignedTable();
            format.print(
                    new QueryResult("dead-letters", COLUMNS, rows),
                    spec.commandLine().getOut());
            spec.commandLine().getOut().flush();
        }
        counts.print(spec.commandLine().getErr());
        return problems.exitCode();
    }

    private static Stream<DeadLetter> stream(DeadLetterReader letters) {
        Iterable<DeadLetter> once = () -> letters;
        return StreamSupport.stream(once.spliterator(), false);
    }

    private static List<String> row(DeadLetter letter) {
        return List.of(
                letter.id().text(),
                letter.reason(),
                letter.route(),
                letter.source(),
                letter.partition(),
                letter.record().position().text(),
                letter.record().arrivalTime().toString(),
                Integer.toString(letter.bytes()),
                Integer.toString(letter.mark().count()));
    }
}
