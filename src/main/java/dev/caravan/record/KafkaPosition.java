package dev.caravan.record;

/** An offset of a Kafka partition, 0 or more; padded to 20 digits. */
public record KafkaPosition(long offset) implements Position {

    public KafkaPosition {
        if (offset < 0) {
            throw new IllegalArgumentException("A Kafka offset is 0 or more, got " + offset);
        }
    }

    /** Reads what {@link #text()} wrote. */
    public static KafkaPosition parse(String text) {
        return new KafkaPosition(Long.parseLong(text));
    }

    /** The offset after this one: what Kafka calls the committed offset once this one is done. */
    public KafkaPosition next() {
        return new KafkaPosition(offset + 1);
    }

    @Override
    public String text() {
        return Long.toString(offset);
    }

    @Override
    public String padded() {
        return String.format("%020d", offset);
    }

    @Override
    public int compareTo(Position other) {
        if (!(other instanceof KafkaPosition kafka)) {
            throw new IllegalArgumentException("Cannot compare " + this + " with " + other);
        }
        return Long.compare(offset, kafka.offset);
    }
}
