package dev.caravan.check;

/**
 * What a route may expect, for sizes that depend on it.
 *
 * @param recordsPerSecond of the whole stream or topic, above 0
 * @param recordBytes of one record, 1 or more
 * @param partitions or shards among which the records are spread, 1 or more
 */
public record Load(double recordsPerSecond, long recordBytes, int partitions) {

    public Load {
        if (!(recordsPerSecond > 0) || recordBytes < 1 || partitions < 1) {
            throw new IllegalArgumentException("A load needs a rate above 0, and 1 or more bytes and partitions, got "
                    + recordsPerSecond + ", " + recordBytes + " and " + partitions);
        }
    }
}
