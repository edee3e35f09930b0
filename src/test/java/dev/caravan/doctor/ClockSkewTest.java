package dev.caravan.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;

class ClockSkewTest {

    private final ClockSkew skew = new ClockSkew(Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void theQuickestAnswerTells() {
        // When
        skew.look(dated("Thu, 15 Jan 2026 11:59:20 GMT"));
        skew.look(dated("Thu, 15 Jan 2026 11:59:58 GMT"));
        skew.look(dated("Thu, 15 Jan 2026 11:58:00 GMT"));

        // Then
        assertThat(skew.row()).isEqualTo(Row.of("clock", State.OK, "2 s ahead of the services' clock"));
    }

    @Test
    void aClockThatIsFarBehindIsWrong() {
        // When
        skew.look(dated("Thu, 15 Jan 2026 13:00:00 GMT"));

        // Then
        assertThat(skew.row())
                .isEqualTo(
                        Row.of(
                                "clock",
                                State.WRONG,
                                "3600 s behind the services' clock; from 5 minutes on AWS refuses every call: set it, with NTP"));
    }

    @Test
    void answersWithoutAReadableDateSayNothing() {
        // When
        skew.look(dated("yesterday"));
        skew.look(SdkHttpResponse.builder().statusCode(200).build());

        // Then
        assertThat(skew.row().state()).isEqualTo(State.NOT_TRIED);
    }

    private static SdkHttpResponse dated(String date) {
        return SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build();
    }
}
