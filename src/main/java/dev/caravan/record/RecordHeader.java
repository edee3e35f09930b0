package dev.caravan.record;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** A header as the source delivered it; Kafka allows one name several times. {@code value} may be null. */
public record RecordHeader(String name, byte[] value) {

    public RecordHeader {
        requireNonNull(name, "name");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordHeader that && name.equals(that.name) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return name + "(" + (value == null ? "null" : value.length + " bytes") + ")";
    }
}
