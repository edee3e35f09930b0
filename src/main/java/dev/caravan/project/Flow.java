package dev.caravan.project;

import java.util.Locale;

/** The templates that a project can begin with, by their name: {@code kafka-to-lake}. */
public enum Flow {
    KAFKA_TO_LAKE("kafka", true),
    KINESIS_TO_LAKE("kinesis", true),
    KAFKA_TO_DYNAMODB("kafka", false);

    private final String target;
    private final boolean lake;

    Flow(String target, boolean lake) {
        this.target = target;
        this.lake = lake;
    }

    /** The generator's name for what the flow reads. */
    String target() {
        return target;
    }

    /** Whether the flow leaves objects for a crawler, besides dead letters. */
    boolean writesObjects() {
        return lake;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
