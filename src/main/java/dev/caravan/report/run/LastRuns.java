package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.ReportBoard.LastRun;
import dev.caravan.report.ledger.LedgerTable;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.ledger.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last run of a report, whoever did it; its rows only if this process did. Refreshed by one thread, read by any.
 */
public final class LastRuns {

    private final ReportDefinition report;
    private final LedgerTable table;
    private volatile Optional<LastRun> last = Optional.empty();

    public LastRuns(ReportDefinition report, LedgerTable table) {
        this.report = requireNonNull(report, "report");
        this.table = requireNonNull(table, "table");
    }

    public Optional<LastRun> last() {
        return last;
    }

    /** Of this process. */
    public void remember(RunOutcome outcome, Instant now) {
        last = Optional.of(new LastRun(
                outcome.run().scheduled(),
                now,
                outcome.state(),
                outcome.reason(),
                report.presentation().chart(),
                outcome.columns(),
                outcome.topRows(),
                outcome.totalRows()));
    }

    /** Of others, or of this process before its start. */
    public void refresh() {
        List<Row> newest = newestRun();
        if (newest.isEmpty()
                || last.filter(known ->
                                !known.scheduled().isBefore(newest.get(0).run().scheduled()))
                        .isPresent()) {
            return;
        }
        Row first = newest.get(0);
        RunOutcome outcome = new RunOutcome(first.run(), first.window(), false, newest, List.of(), List.of(), 0);
        remember(
                outcome,
                newest.stream().map(Row::updated).max(Instant::compareTo).orElse(first.updated()));
    }

    private List<Row> newestRun() {
        return table.newest(report.name())
                .filter(row -> row.isReport() && !row.recipient().equals(ReportLedger.NOBODY))
                .findFirst()
                .map(newest -> table.newest(report.name())
                        .takeWhile(row ->
                                !row.run().scheduled().isBefore(newest.run().scheduled()))
                        .filter(row -> row.isReport() && row.run().equals(newest.run()))
                        .toList())
                .orElse(List.of());
    }
}
