package dev.caravan.report.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One run of one report, the same for every process that could do it.
 *
 * @param scheduled the fire time, to the second; of a run by hand, when it was asked for
 * @param manual whether somebody asked for it: then it moves no window
 */
public record RunKey(String report, Instant scheduled, boolean manual) {

    public RunKey {
        requireNonNull(report, "report");
        scheduled = scheduled.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A run by the schedule. */
    public static RunKey of(String report, Instant scheduled) {
        return new RunKey(report, scheduled, false);
    }
}
