package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureLettersTest {

    @Test
    void theOwnerReadsWhatFailedAndWhy() throws Exception {
        // When
        Parsed mail = Parsed.of(new FailureLetters(Samples.SENDER, Samples.CLOCK)
                .failure(
                        Samples.presentation(),
                        Samples.DAY,
                        "owner@example.com",
                        "Query 6c1f FAILED: SYNTAX_ERROR: line 1:8: Column 'actoin' cannot be resolved\r\n\u0007",
                        Samples.ID));

        // Then
        assertThat(mail.message().getSubject()).isEqualTo("FAILED: Actions by day – 27 Nov 2026, UTC");
        assertThat(mail.message().getAllRecipients()[0]).hasToString("owner@example.com");
        assertThat(mail.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.text("text/plain"))
                .startsWith("The report actions-by-day for 27 Nov 2026, UTC was not sent to its recipients.")
                .contains("Column 'actoin' cannot be resolved")
                .doesNotContain("\u0007");
    }
}
