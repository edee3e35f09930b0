package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.infer.RecordSchema;

/**
 * When folders are joined into one table.
 *
 * @param combineCompatible AWS's {@code CombineCompatibleSchemas}: join whatever the columns are
 * @param tableLevel AWS's {@code TableLevelConfiguration}: no table above this level, 1 for the bucket
 */
public record Grouping(boolean combineCompatible, int tableLevel) {
    public static final Grouping DEFAULT = new Grouping(false, 1);

    boolean joins(RecordSchema left, RecordSchema right) {
        return combineCompatible || left.isSimilarTo(right);
    }
}
