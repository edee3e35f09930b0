package dev.caravan.local.glue.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Column;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionFilterTest {
    private static final List<Column> KEYS =
            List.of(new Column("dt", "string"), new Column("hour", "int"), new Column("day", "date"));
    private static final List<String> VALUES = List.of("2025-01-19", "9", "2025-01-19");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "dt = '2025-01-19'; true",
                "DT = '2025-01-18'; false",
                "`dt` <> '2025-01-18'; true",
                "\"dt\" != '2025-01-19'; false",
                "hour > 10; false",
                "hour < 10; true",
                "hour = '09'; true",
                "hour >= 9 AND hour <= 9; true",
                "hour in (1, 9, 10); true",
                "hour NOT IN (1, 9); false",
                "hour BETWEEN 1 AND 9 AND dt = '2025-01-19'; true",
                "dt LIKE '2025-01-%'; true",
                "dt LIKE '2025.01-19'; false",
                "dt LIKE '2025_01_19'; true",
                "NOT dt = '2025-01-19'; false",
                "dt = 'x' OR hour = 9; true",
                "dt = 'x' OR hour = 9 AND dt = 'y'; false",
                "(dt = 'x' OR hour = 9) AND NOT (dt = 'y'); true",
                "day >= DATE '2025-01-01'; true",
            })
    void aConditionChoosesPartitions(String expression, boolean chosen) {
        assertThat(PartitionFilter.of(expression, KEYS).test(VALUES)).isEqualTo(chosen);
    }

    @Test
    void aQuoteIsWrittenTwiceInsideAText() {
        assertThat(PartitionFilter.of("dt = 'it''s'", KEYS).test(List.of("it's", "1", "")))
                .isTrue();
    }

    @Test
    void aValueThatIsNoNumberIsLessThanAllNumbers() {
        assertThat(PartitionFilter.of("hour >= 0", KEYS).test(List.of("", "__HIVE_DEFAULT_PARTITION__", "")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dt IS NULL",
                "dt",
                "dt =",
                "dt = hour",
                "upper(dt) = 'X'",
                "dt = 'a' AND",
                "dt = 'a' dt = 'b'",
                "other = 'a'",
                "hour = 'x'",
                "dt = 'unclosed",
                "(dt = 'a'",
                "dt = 'a')",
                "dt in ()",
                "dt # 'a'",
                ""
            })
    void whatIsNotUnderstoodIsRefused(String expression) {
        assertThatThrownBy(() -> PartitionFilter.of(expression, KEYS))
                .isInstanceOfSatisfying(CatalogException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(CatalogException.Kind.INVALID_INPUT))
                .hasMessageContaining("Expression");
    }
}
