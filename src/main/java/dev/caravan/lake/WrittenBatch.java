package dev.caravan.lake;

import static java.util.Objects.requireNonNull;

import dev.caravan.object.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/** What a batch left in the lake. */
record WrittenBatch(List<WrittenObject> objects) {

    static final WrittenBatch NOTHING = new WrittenBatch(List.of());

    /** @param bytes as stored */
    record WrittenObject(ObjectKey key, long rows, long bytes) {

        WrittenObject {
            requireNonNull(key, "key");
        }
    }

    WrittenBatch {
        objects = List.copyOf(objects);
    }

    WrittenBatch and(WrittenBatch more) {
        return new WrittenBatch(
                Stream.concat(objects.stream(), more.objects.stream()).toList());
    }

    /** Records in all objects together. */
    long rows() {
        return objects.stream().mapToLong(WrittenObject::rows).sum();
    }

    /** Stored bytes of all objects together. */
    long bytes() {
        return objects.stream().mapToLong(WrittenObject::bytes).sum();
    }
}
