package dev.caravan.cli;

import dev.caravan.deadletter.replay.Replay;
import dev.caravan.deadletter.replay.ReplayOptions;
import dev.caravan.deadletter.replay.ReplayResult;
import dev.caravan.deadletter.replay.ReplayResult.Kind;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.report.AlignedTable;
import dev.caravan.report.JsonRows;
import dev.caravan.report.QueryFormat;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Prints a row for each dead letter of a replay, how far it is, and what came of it in all. */
final class ReplayReport {

    private static final int EVERY = 50;
    private static final List<Column> COLUMNS = List.of(
            new Column("id", "varchar"),
            new Column("reason", "varchar"),
            new Column("target", "varchar"),
            new Column("replay", "bigint"),
            new Column("result", "varchar"),
            new Column("detail", "varchar"));

    private final PrintWriter out;
    private final PrintWriter err;
    private final ReplaySurvey survey;
    private final ReplayOptions options;
    private final boolean json;
    private final ProgressBars bars;
    private final long startNanos = System.nanoTime();
    private final Map<TargetKind, Long> done = new EnumMap<>(TargetKind.class);
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private Optional<RuntimeException> failure = Optional.empty();

    ReplayReport(CommandLine line, ReplaySurvey survey, ReplayOptions options, boolean json) {
        this.out = line.getOut();
        this.err = line.getErr();
        this.survey = survey;
        this.options = options;
        this.json = json;
        this.bars = new ProgressBars(err, Terminal.isThere());
    }

    /** Runs the replay: its results are what drives it. */
    void print(Replay replay) {
        Iterator<List<String>> rows = Stream.generate(() -> replay)
                .takeWhile(Iterator::hasNext)
                .map(Iterator::next)
                .map(this::row)
                .iterator();
        QueryFormat format = json ? new JsonRows() : new AlignedTable();
        try {
            format.print(new QueryResult("replay", COLUMNS, rows), out);
        } finally {
            out.flush();
            done.keySet().forEach(kind -> progress(kind, ""));
            bars.finish();
        }
        failure = replay.failure();
    }

    /**
     * Prints the summary.
     *
     * @param named whether each was asked for by its id: one that was replayed before is a failure then
     * @return exit code
     */
    int end(boolean named) {
        err.println("replay: "
                + (kinds.isEmpty()
                        ? "no dead letters"
                        : kinds.entrySet().stream()
                                .map(each -> String.format(
                                        Locale.ROOT,
                                        "%,d %s",
                                        each.getValue(),
                                        each.getKey().text()))
                                .collect(Collectors.joining(", "))));
        err.flush();
        if (failure.isPresent() && !kinds.containsKey(Kind.SENT) && !kinds.containsKey(Kind.UNCERTAIN)) {
            throw failure.get();
        }
        failure.ifPresent(why -> err.println("replay ended early: " + Failures.describe(why)));
        boolean all = kinds.keySet().stream()
                .allMatch(kind ->
                        kind == Kind.SENT || kind == Kind.WOULD_BE_SENT || (kind == Kind.ALREADY_REPLAYED && !named));
        return all && failure.isEmpty() ? 0 : 1;
    }

    private void progress(TargetKind kind, String target) {
        if (!options.dryRun()) {
            double seconds = Math.max(System.nanoTime() - startNanos, 1) / 1e9;
            long total = Math.min(survey.totals().getOrDefault(kind, 0L), options.max());
            bars.update(kind, target, done.get(kind), total, done.get(kind) / seconds);
        }
    }

    private List<String> row(ReplayResult result) {
        kinds.merge(result.kind(), 1L, Long::sum);
        TargetKind kind = ReplaySurvey.kind(result.letter());
        if (done.merge(kind, 1L, Long::sum) % EVERY == 0) {
            progress(kind, result.target());
        }
        return List.of(
                result.letter().id().text(),
                result.letter().reason(),
                result.target(),
                Integer.toString(result.count()),
                result.kind().text(),
                result.detail());
    }
}
