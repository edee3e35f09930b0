package dev.caravan.local.glue.catalog;

/**
 * A column by which buckets are sorted.
 *
 * @param sortOrder 1 ascending, 0 descending
 */
public record SortColumn(String column, int sortOrder) {
    public SortColumn {
        Fields.checkedName("Sort column", column);
    }
}
