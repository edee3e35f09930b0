package dev.caravan.page.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void aTicketIsGoodOnce() {
        // Given
        Tickets tickets = new Tickets(CLOCK);
        String ticket = tickets.of("<p>");

        // When / Then
        assertThat(ticket).hasSize(32);
        assertThat(tickets.take(ticket)).contains("<p>");
        assertThat(tickets.take(ticket)).isEmpty();
        assertThat(tickets.take("")).isEmpty();
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        // Given
        Tickets tickets = new Tickets(CLOCK);
        String first = tickets.of("first");
        for (int at = 0; at < 32; at++) {
            tickets.of("more");
        }

        // When / Then
        assertThat(tickets.take(first)).isEmpty();
    }

    @Test
    void aTicketEndsAfterAMinute() {
        // Given
        Instant[] now = {CLOCK.instant()};
        Tickets tickets = new Tickets(new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
        String ticket = tickets.of("<p>");

        // When
        now[0] = now[0].plus(Duration.ofMinutes(1));

        // Then
        assertThat(tickets.take(ticket)).isEmpty();
    }
}
