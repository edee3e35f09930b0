package dev.caravan.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The reports of this process and what came of their last runs, for whoever shows them. */
@FunctionalInterface
public interface ReportBoard {

    /** Those whose routes run, by name. */
    List<Standing> reports();

    /**
     * @param schedule as written, with its zone
     * @param nextRun empty for a report that only runs by hand
     */
    record Standing(
            String name, String description, String schedule, Optional<Instant> nextRun, Optional<LastRun> lastRun) {}

    /**
     * @param state in the ledger's words: sent, failed, uncertain, skipped
     * @param reason empty, or why it was not sent
     * @param rows the first of them, as in the mail
     * @param totalRows of the whole answer
     */
    record LastRun(
            Instant scheduled,
            Instant finished,
            String state,
            String reason,
            Chart chart,
            List<QueryResult.Column> columns,
            List<List<String>> rows,
            long totalRows) {}
}
