package dev.caravan.report;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A query's answer. Rows come page by page while they are read, once; a null cell is SQL's NULL.
 *
 * @param executionId Athena's id of the query
 * @param columns names in order
 */
public record QueryResult(String executionId, List<Column> columns, Iterator<List<String>> rows) {

    /** @param type Athena's type name, for example {@code bigint} */
    public record Column(String name, String type) {

        private static final Set<String> NUMBERS =
                Set.of("tinyint", "smallint", "integer", "int", "bigint", "real", "float", "double");

        /** True for types that people align to the right. */
        public boolean isNumber() {
            return NUMBERS.contains(type) || type.startsWith("decimal");
        }
    }

    public QueryResult {
        columns = List.copyOf(columns);
    }

    /** For tests and small answers. */
    public static QueryResult of(String executionId, List<Column> columns, String[]... rows) {
        return new QueryResult(
                executionId, columns, Arrays.stream(rows).map(Arrays::asList).iterator());
    }
}
