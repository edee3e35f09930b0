package dev.caravan.page.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.page.http.TellableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyStatementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "  select count(*) from orders ;  ",
                "WITH a AS (SELECT 1 AS n) SELECT n FROM a",
                "(SELECT 1) UNION (SELECT 2)",
                "((SELECT 1))",
                "VALUES (1), (2)",
                "TABLE orders",
                "SHOW PARTITIONS orders",
                "DESCRIBE orders",
                "-- first\nSELECT 1",
                "/* INSERT */ SELECT 1",
                "SELECT ';', \"a;b\" FROM orders",
                "SELECT 'it''s; fine'",
                "EXPLAIN SELECT 1",
                "EXPLAIN (TYPE DISTRIBUTED, FORMAT TEXT) SELECT 1",
                "EXPLAIN ANALYZE VERBOSE WITH a AS (SELECT 1 AS n) SELECT n FROM a"
            })
    void whatReadsIsLetThrough(String sql) {
        assertThat(ReadOnlyStatement.of(sql).sql()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO orders VALUES (1)",
                "CREATE TABLE a AS SELECT 1",
                "DROP TABLE orders",
                "DELETE FROM orders",
                "UPDATE orders SET id = 1",
                "MERGE INTO orders USING a ON (1 = 1) WHEN MATCHED THEN DELETE",
                "UNLOAD (SELECT 1) TO 's3://elsewhere/' WITH (format = 'PARQUET')",
                "ALTER TABLE orders ADD COLUMNS (a int)",
                "MSCK REPAIR TABLE orders",
                "VACUUM orders",
                "OPTIMIZE orders REWRITE DATA USING BIN_PACK",
                "PREPARE a FROM INSERT INTO orders VALUES (1)",
                "EXECUTE a",
                "USING EXTERNAL FUNCTION f(x INT) RETURNS INT LAMBDA 'f' SELECT f(1)",
                "EXPLAIN INSERT INTO orders VALUES (1)",
                "EXPLAIN ANALYZE INSERT INTO orders SELECT 1",
                "EXPLAIN ANALYZE VERBOSE CREATE TABLE a AS SELECT 1",
                "EXPLAIN (TYPE IO) DELETE FROM orders",
                "EXPLAIN EXPLAIN ANALYZE INSERT INTO orders SELECT 1",
                "/* SELECT */ INSERT INTO orders VALUES (1)",
                "-- SELECT\nINSERT INTO orders VALUES (1)",
                "-- SELECT 1 \r INSERT",
                "selection",
                "",
                ";",
                "--"
            })
    void whatMayWriteIsRefused(String sql) {
        assertThatThrownBy(() -> ReadOnlyStatement.of(sql)).isInstanceOf(TellableException.class);
    }

    @Test
    void aSecondStatementIsRefusedWhereverItHides() {
        for (String sql : new String[] {
            "SELECT 1; DROP TABLE orders",
            "SELECT 'a' ; -- '\n DROP TABLE orders",
            "SELECT \"a\";;",
            "SELECT 1 /* ; */ ; SELECT 2"
        }) {
            assertThatThrownBy(() -> ReadOnlyStatement.of(sql))
                    .as(sql)
                    .isInstanceOf(TellableException.class)
                    .hasMessageContaining("semicolon in the middle");
        }
    }

    @Test
    void commentsAreGoneBeforeItIsLookedAt() {
        assertThat(ReadOnlyStatement.of("SELECT '--no' /* yes */ -- yes\n, 1").sql())
                .isEqualTo("SELECT '--no'    \n, 1");
    }
}
