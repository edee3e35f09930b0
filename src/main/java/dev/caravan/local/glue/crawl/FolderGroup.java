package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.infer.RecordSchema;
import java.util.List;

/**
 * Folders (or one object) that are one table.
 *
 * @param prefix the key prefix of the table
 * @param depth how many levels of partitions lie below it; 0 without partitions
 * @param leaves the partitions, or the table itself as the only one
 */
record FolderGroup(String prefix, int depth, Layout layout, RecordSchema schema, List<Leaf> leaves) {

    /** A folder (or object) whose objects are alike. */
    record Leaf(String prefix, RecordSchema schema, Statistics statistics) {}

    static FolderGroup of(Leaf leaf, Layout layout) {
        return new FolderGroup(leaf.prefix(), 0, layout, leaf.schema(), List.of(leaf));
    }

    Statistics statistics() {
        return leaves.stream().map(Leaf::statistics).reduce(Statistics.NONE, Statistics::plus);
    }
}
