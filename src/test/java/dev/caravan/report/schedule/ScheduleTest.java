package dev.caravan.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // cron         | zone             | after                 | next
                "0 6 * * *      | UTC              | 2026-03-01T06:00:00Z  | 2026-03-02T06:00:00Z",
                "0 6 * * *      | UTC              | 2026-03-01T05:59:59Z  | 2026-03-01T06:00:00Z",
                "*/15 * * * *   | UTC              | 2026-03-01T06:01:00Z  | 2026-03-01T06:15:00Z",
                "5/20 * * * *   | UTC              | 2026-03-01T06:05:00Z  | 2026-03-01T06:25:00Z",
                "0 9 * * mon-fri| UTC              | 2026-11-27T09:00:00Z  | 2026-11-30T09:00:00Z",
                "0 9 * * 7      | UTC              | 2026-11-28T00:00:00Z  | 2026-11-29T09:00:00Z",
                "0 0 31 * *     | UTC              | 2026-01-31T00:00:00Z  | 2026-03-31T00:00:00Z",
                "0 0 29 2 *     | UTC              | 2024-02-29T00:00:00Z  | 2028-02-29T00:00:00Z",
                "0 0 29 feb *   | UTC              | 2096-02-29T00:00:00Z  | 2104-02-29T00:00:00Z",
                "0 0 13 * fri   | UTC              | 2026-11-13T00:00:00Z  | 2026-11-20T00:00:00Z",
                "0 6 * * *      | Europe/Berlin    | 2026-07-01T00:00:00Z  | 2026-07-01T04:00:00Z",
                // Clocks are put forward: the time that is left out is taken an hour later, once.
                "30 2 * * *     | Europe/Berlin    | 2026-03-28T12:00:00Z  | 2026-03-29T01:30:00Z",
                "30 2 * * *     | Europe/Berlin    | 2026-03-29T01:30:00Z  | 2026-03-30T00:30:00Z",
                "30 2 * * *     | America/New_York | 2026-03-08T05:00:00Z  | 2026-03-08T07:30:00Z",
                "30 2 * * *     | America/New_York | 2026-03-08T07:30:00Z  | 2026-03-09T06:30:00Z",
                // Clocks are put back: the time that comes twice is taken the first time only.
                "30 2 * * *     | Europe/Berlin    | 2026-10-24T12:00:00Z  | 2026-10-25T00:30:00Z",
                "30 2 * * *     | Europe/Berlin    | 2026-10-25T00:30:00Z  | 2026-10-26T01:30:00Z",
                "30 1 * * *     | America/New_York | 2026-11-01T04:00:00Z  | 2026-11-01T05:30:00Z",
                "30 1 * * *     | America/New_York | 2026-11-01T05:30:00Z  | 2026-11-02T06:30:00Z",
                // A day that a zone left out.
                "0 12 * * *     | Pacific/Apia     | 2011-12-29T22:00:00Z  | 2011-12-30T22:00:00Z"
            })
    void theNextFireTimeIsTheFirstOneAfterAnInstant(String cron, ZoneId zone, Instant after, Instant next) {
        // Given
        Schedule schedule = new Schedule(Cron.parse(cron), zone);

        // Then
        assertThat(schedule.next(after)).contains(next);
        assertThat(schedule.previous(next.plusSeconds(1))).contains(next);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T12:00:00Z",
        "Europe/Berlin, 2026-10-24T12:00:00Z",
        "America/New_York, 2026-03-07T12:00:00Z",
        "America/New_York, 2026-10-31T12:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T00:00:00Z",
        "UTC, 2026-03-28T12:00:00Z"
    })
    void everyHourIsEveryHourWhateverTheClocksDo(ZoneId zone, Instant start) {
        // Given
        Schedule hourly = new Schedule(Cron.parse("*/30 * * * *"), zone);

        // When
        List<Instant> fires =
                hourly.between(start, start.plus(Duration.ofDays(2))).toList();

        // Then
        assertThat(fires).hasSize(96).isSorted().doesNotHaveDuplicates();
        assertThat(Duration.between(start, fires.get(0))).isEqualTo(Duration.ofMinutes(30));
        assertThat(Duration.between(fires.get(0), fires.get(95))).isEqualTo(Duration.ofMinutes(95 * 30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * *       | five fields",
                "0 0 6 * * *   | five fields",
                "60 6 * * *    | the minute 60 is not 0 to 59",
                "0 24 * * *    | the hour 24",
                "0 6 0 * *     | the day of the month 0",
                "0 6 * 13 *    | the month 13 is not 1 to 12 or jan to dec",
                "0 6 * * someday | the day of the week someday",
                "0 6-3 * * *   | ends before it begins",
                "*/0 * * * *   | the minute 0",
                "0 , * * *     | the hour"
            })
    void whatIsNoCronIsRefusedWithTheFieldThatIsWrong(String text, String reason) {
        assertThatThrownBy(() -> Cron.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(text);
    }

    @Test
    void aDateThatNeverComesHasNoNextFireTime() {
        Schedule never = new Schedule(Cron.parse("0 0 31 2 *"), ZoneId.of("UTC"));

        assertThat(never.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
    }
}
