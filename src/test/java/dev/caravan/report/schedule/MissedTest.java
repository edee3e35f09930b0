package dev.caravan.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissedTest {

    private static final Schedule HOURLY = new Schedule(Cron.parse("0 * * * *"), ZoneOffset.UTC);
    private static final Instant SETTLED = Instant.parse("2026-03-01T06:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // rule   | now                  | hours that run | newest hour that does not
                "skip       | 2026-03-01T06:59:59Z |          | ",
                "skip       | 2026-03-01T07:00:00Z | 7        | ",
                "skip       | 2026-03-01T07:10:00Z |          | 7",
                "skip       | 2026-03-01T10:00:30Z | 10       | 9",
                "latest     | 2026-03-01T07:10:00Z | 7        | ",
                "latest     | 2026-03-01T10:10:00Z | 10       | 9",
                "all(2)     | 2026-03-01T10:10:00Z | 9,10     | 8",
                "all(max 9) | 2026-03-01T10:10:00Z | 7,8,9,10 | "
            })
    void theRuleSaysWhichFireTimesRun(String rule, Instant now, String run, Integer skipped) {
        // When
        Missed.Due due = Missed.parse(rule).due(HOURLY, SETTLED, now);

        // Then
        assertThat(due.run()).isEqualTo(hours(run));
        assertThat(due.skipped().stream().toList()).isEqualTo(skipped == null ? List.of() : hours("" + skipped));
    }

    @Test
    void threeDaysAwayAreThreeDaysAndNoMore() {
        // When
        Missed.Due due = Missed.LATEST.due(HOURLY, SETTLED, Instant.parse("2026-03-04T06:20:00Z"));

        // Then
        assertThat(due.run()).containsExactly(Instant.parse("2026-03-04T06:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "all", "all(0)", "all(1001)", "Latest"})
    void anyOtherRuleIsRefused(String rule) {
        assertThatThrownBy(() -> Missed.parse(rule)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Instant> hours(String hours) {
        return hours == null
                ? List.of()
                : Arrays.stream(hours.split(",", -1))
                        .map(hour -> SETTLED.plusSeconds((Long.parseLong(hour.strip()) - 6) * 3600))
                        .toList();
    }
}
