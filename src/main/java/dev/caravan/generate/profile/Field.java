package dev.caravan.generate.profile;

import java.time.Duration;
import java.util.List;

/** One field of a generated record: a name, and how its value comes about. Every value is a JSON string. */
public sealed interface Field {
    /** The JSON member's name. */
    String name();

    /** One of {@code values}, uniformly. */
    record Choice(String name, List<String> values) implements Field {
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("field " + name + ": a choice needs values");
            }
        }
    }

    /** A whole number from {@code min} to {@code max}, both included, uniformly, written as a string. */
    record IntegerRange(String name, long min, long max) implements Field {
        public IntegerRange {
            if (min > max) {
                throw new IllegalArgumentException("field " + name + ": min " + min + " is above max " + max);
            }
        }
    }

    /** A UUID (RFC 9562, version 4 layout) derived from the run and the record's index: unique over all runs. */
    record Uuid(String name) implements Field {}

    /**
     * The instant at which the record is due to be sent, UTC, whole seconds, with {@code Z}; a {@code lateShare} of the
     * records lies 1 s to {@code maxLate} before that.
     */
    record Timestamp(String name, double lateShare, Duration maxLate) implements Field {
        public Timestamp {
            if (lateShare < 0 || lateShare > 1) {
                throw new IllegalArgumentException("field " + name + ": late share " + lateShare + " is not in 0..1");
            }
            if (lateShare > 0 && maxLate.toSeconds() < 1) {
                throw new IllegalArgumentException("field " + name + ": late records need a lateness of 1 s or more");
            }
        }
    }
}
