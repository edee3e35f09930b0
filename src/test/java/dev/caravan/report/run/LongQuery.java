package dev.caravan.report.run;

/** Takes Athena's engine minutes. */
final class LongQuery {

    static final String SQL = """
        SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a(i) CROSS JOIN UNNEST(sequence(1, 10000)) AS b(j)
        CROSS JOIN UNNEST(sequence(1, 10000)) AS c(k) WHERE (i * j * k) % 7 = 3\
        """;

    private LongQuery() {}
}
