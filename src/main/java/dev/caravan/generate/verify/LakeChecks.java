package dev.caravan.generate.verify;

import dev.caravan.generate.truth.Totals;
import dev.caravan.generate.verify.VerifyTargets.LakeTable;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A lake's table as Athena sees it: how many records, which ids, how many of each group. */
final class LakeChecks {
    private static final String UNKNOWN_GROUP = "NULL";

    private final AthenaQueries athena;
    private final String label;
    private final String table;
    private final Totals totals;
    private Summary summary;
    private String differences;

    LakeChecks(AthenaQueries athena, String label, LakeTable lake, Totals totals) {
        this.athena = athena;
        this.label = label;
        this.table = AthenaQueries.name(lake.table());
        this.totals = totals;
    }

    /** @param fingerprint the sum of the ids' last 12 hex digits, which tells apart sets of equal size */
    private record Summary(long count, long distinct, Optional<BigInteger> fingerprint) {}

    Check count() {
        Expected expected = Expected.of(totals.good(), totals.uncertain());
        long found = athena.number("SELECT count(*) FROM " + table);
        return Check.of(label + ": good records, Athena count", expected, found, explain(expected.matches(found)));
    }

    Check distinctIds() {
        Expected expected = Expected.of(totals.distinctIds(), totals.uncertain());
        boolean passed = expected.matches(summary().distinct) && sameIds();
        return new Check(
                label + ": distinct " + totals.idColumn().orElseThrow(),
                expected.toString(),
                Long.toString(summary().distinct),
                passed,
                explain(passed));
    }

    Check countAndDistinctIds() {
        Expected count = Expected.of(totals.good(), totals.uncertain());
        Expected distinct = Expected.of(totals.distinctIds(), totals.uncertain());
        boolean passed = count.matches(summary().count) && distinct.matches(summary().distinct) && sameIds();
        return new Check(
                label + ": Athena count, distinct",
                count + ", " + distinct,
                summary().count + ", " + summary().distinct,
                passed,
                explain(passed));
    }

    Check perGroup() {
        String group = totals.groupColumn().orElseThrow();
        String column = AthenaQueries.name(group);
        Counts expected = new Counts(totals.groups());
        Counts found = new Counts();
        athena.forEachRow(
                "SELECT " + column + ", count(*) FROM " + table + " GROUP BY " + column,
                row -> found.add(row.get(0) == null ? UNKNOWN_GROUP : row.get(0), Long.parseLong(row.get(1))));
        String differing = expected.differences(found, totals.uncertain());
        return new Check(
                label + ": per " + group + " (" + expected.size() + " rows)",
                expected.sum() + " in " + expected.size(),
                found.sum() + " in " + found.size(),
                differing.isEmpty(),
                differing.isEmpty() ? found.toString() : differing);
    }

    private Summary summary() {
        if (summary == null) {
            String id = AthenaQueries.name(totals.idColumn().orElseThrow());
            List<String> row = athena.row("SELECT count(*), count(DISTINCT " + id + "), sum(CAST(from_base(substr(" + id
                    + ", 25), 16) AS decimal(38, 0))) FROM " + table);
            summary = new Summary(
                    Long.parseLong(row.get(0)),
                    Long.parseLong(row.get(1)),
                    Optional.ofNullable(row.get(2)).map(BigInteger::new));
        }
        return summary;
    }

    private boolean sameIds() {
        if (!IdComparison.possible(totals)) {
            return true;
        }
        BigInteger[] sum = {BigInteger.ZERO};
        totals.runs().forEach(run -> run.goodIds(id -> sum[0] = sum[0].add(BigInteger.valueOf(lastDigits(id)))));
        return summary().fingerprint.orElse(BigInteger.ZERO).equals(sum[0]);
    }

    private static long lastDigits(String uuid) {
        return Long.parseLong(uuid, uuid.lastIndexOf('-') + 1, uuid.length(), 16);
    }

    /** Which ids are lost or doubled; asked once, and only after a check has failed. */
    private String explain(boolean passed) {
        if (passed) {
            return "";
        }
        if (!IdComparison.possible(totals)) {
            return "ids are not compared one by one: some outcomes are uncertain, there are no ids, or more than "
                    + IdComparison.MAX_IDS;
        }
        if (differences == null) {
            String id = AthenaQueries.name(totals.idColumn().orElseThrow());
            IdComparison comparison = IdComparison.of(totals, false);
            athena.forEachRow(
                    "SELECT " + id + ", count(*) FROM " + table + " GROUP BY " + id,
                    row -> comparison.found(row.get(0), Long.parseLong(row.get(1))));
            differences = comparison.differences();
        }
        return differences;
    }
}
