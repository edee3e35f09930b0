package dev.caravan.policy;

import java.util.Locale;

/** Who does what; none can do the others' work. */
public enum Role {
    /** The routes of {@code run}: sources, sinks, dead letters, starting crawlers. */
    INGEST,
    /** Queries on Athena: {@code query} and reports. */
    REPORTS,
    /** What Glue itself does when a crawler runs. */
    CRAWLER,
    /** {@code plan}, {@code setup} and {@code teardown}. */
    SET_UP,
    /** People: {@code dead-letters}, {@code reconcile}, {@code verify}, {@code query}, {@code generate}. */
    OPERATOR;

    /** As on the command line, for example {@code set-up}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
