package dev.caravan.record;

/**
 * What a record may cost to parse.
 *
 * @param maxBytes largest value in bytes
 * @param maxDepth deepest nesting of objects and arrays
 * @param maxFields most fields in all objects of one record together
 */
public record ParseLimits(int maxBytes, int maxDepth, int maxFields) {

    /** 1 MiB (Kafka's and Kinesis' own default limit), 64 levels, 10,000 fields. */
    public static final ParseLimits DEFAULT = new ParseLimits(1 << 20, 64, 10_000);

    public ParseLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxFields < 1) {
            throw new IllegalArgumentException("Parse limits are 1 or more, got " + maxBytes + " bytes, " + maxDepth
                    + " levels, " + maxFields + " fields");
        }
    }
}
