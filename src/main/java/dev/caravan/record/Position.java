package dev.caravan.record;

/**
 * A place in one Kafka partition or Kinesis shard; positions of one partition are totally ordered.
 *
 * <p>Comparing positions of different kinds throws {@link IllegalArgumentException}.
 */
public sealed interface Position extends Comparable<Position> permits KafkaPosition, KinesisPosition {

    /** The position as it stands in a pin; the inverse of the kind's {@code parse}. */
    String text();

    /** The position with a fixed width, so that texts sort as positions do; part of object keys. */
    String padded();
}
