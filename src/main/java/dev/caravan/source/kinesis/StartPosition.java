package dev.caravan.source.kinesis;

/** Where reading starts on a stream that this application has never read. */
public enum StartPosition {
    /** The oldest record that retention has kept. */
    TRIM_HORIZON,
    /** The moment at which the lease table was created: the same moment at every restart before the first acknowledgement. */
    LATEST,
    /** The option {@code startTimestamp}. */
    AT_TIMESTAMP
}
