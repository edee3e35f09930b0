package dev.caravan.generate.verify;

import dev.caravan.generate.truth.Totals;
import dev.caravan.generate.truth.Unvalidated;
import java.util.Map;

/** The queries of the two systems that this product began with. */
final class SeedChecks {
    private static final String PREFERRED_GROUP = "purchase";
    private static final String NO_GROUP = "NULL";

    private final AthenaQueries athena;

    SeedChecks(AthenaQueries athena) {
        this.athena = athena;
    }

    /** The first system's query, word for word, over objects that are one JSON array each. */
    Check ownQuery(String name, String tableName, Totals totals) {
        String table = AthenaQueries.name(tableName);
        String group = totals.groupColumn().orElseThrow();
        Unvalidated truth = totals.unvalidated();
        Counts expected = new Counts(truth.groups());
        if (truth.withoutGroup() > 0) {
            // count(column) does not count NULLs
            expected.add(NO_GROUP, 0);
        }
        Counts found = new Counts();
        athena.forEachRow(
                "SELECT array_item." + group + ", count(array_item." + group + ") AS count FROM " + table
                        + " CROSS JOIN UNNEST(array) AS t(array_item) GROUP BY array_item." + group,
                row -> found.add(row.get(0) == null ? NO_GROUP : row.get(0), Long.parseLong(row.get(1))));
        Counts expectedAll = new Counts(Map.of("records in all", truth.kept()));
        Counts foundAll = new Counts(Map.of(
                "records in all",
                athena.number("SELECT count(*) FROM " + table + " CROSS JOIN UNNEST(array) AS t(array_item)")));
        String differing = (expected.differences(found, totals.uncertain()) + "\n"
                        + expectedAll.differences(foundAll, totals.uncertain()))
                .strip();
        return new Check(
                name,
                expected.sum() + " in " + expected.size(),
                found.sum() + " in " + found.size(),
                differing.isEmpty(),
                differing.isEmpty() ? found.toString() : differing);
    }

    /** The second system's query: all columns of the rows that meet a condition on one column. */
    Check condition(String name, String tableName, Totals totals) {
        String group = totals.groupColumn().orElseThrow();
        Map<String, Long> groups = totals.groups();
        String value = groups.containsKey(PREFERRED_GROUP) || groups.isEmpty()
                ? PREFERRED_GROUP
                : groups.keySet().iterator().next();
        String sql = "SELECT * FROM " + AthenaQueries.name(tableName) + " WHERE " + AthenaQueries.name(group) + " = '"
                + value.replace("'", "''") + "'";
        long[] rows = {0};
        athena.forEachRow(sql, row -> rows[0]++);
        return Check.of(name, Expected.of(groups.getOrDefault(value, 0L), totals.uncertain()), rows[0], sql);
    }
}
