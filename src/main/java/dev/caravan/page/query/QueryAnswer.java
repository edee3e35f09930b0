package dev.caravan.page.query;

import java.util.List;

/**
 * What came of a statement.
 *
 * @param rows at most 1,000; a null cell is SQL's NULL
 * @param complete false if there are more rows
 */
record QueryAnswer(
        List<Column> columns, List<List<String>> rows, boolean complete, long scannedBytes, long tookMillis) {

    /** @param number true if people align it to the right */
    record Column(String name, String type, boolean number) {}
}
