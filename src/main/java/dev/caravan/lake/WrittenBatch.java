package dev.caravan.lake;

import dev.caravan.object.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a batch left in the lake.
 *
 * @param rows records in all objects together
 * @param bytes stored bytes of all objects together
 */
record WrittenBatch(List<ObjectKey> objects, long rows, long bytes) {

    static final WrittenBatch NOTHING = new WrittenBatch(List.of(), 0, 0);

    WrittenBatch {
        objects = List.copyOf(objects);
    }

    WrittenBatch and(WrittenBatch more) {
        return new WrittenBatch(
                Stream.concat(objects.stream(), more.objects.stream()).toList(), rows + more.rows, bytes + more.bytes);
    }
}
