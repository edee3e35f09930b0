package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.measure.Measures;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.ledger.ReportLedger;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What all reports of a process share.
 *
 * @param directory for the files of a mail while it is made and sent
 */
public record ReportDesk(
        AthenaQueries queries,
        ReportLedger ledger,
        Mailing mailing,
        Crawling crawling,
        SourceProgress progress,
        Measures measures,
        Clock clock,
        Path directory) {

    public ReportDesk {
        requireNonNull(queries, "queries");
        requireNonNull(ledger, "ledger");
        requireNonNull(mailing, "mailing");
        requireNonNull(crawling, "crawling");
        requireNonNull(progress, "progress");
        requireNonNull(measures, "measures");
        requireNonNull(clock, "clock");
        requireNonNull(directory, "directory");
    }
}
