package dev.caravan.report;

import static java.util.Objects.requireNonNull;

/** @param scannedBytes that Athena read, and bills */
public record Answer(QueryResult result, long scannedBytes) {

    public Answer {
        requireNonNull(result, "result");
    }
}
