package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.report.Chart;
import dev.caravan.report.Limits;
import dev.caravan.report.Presentation;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderInjectionTest {

    @TempDir
    Path directory;

    @Test
    void aSubjectAddsNoHeaderAndNoText() throws Exception {
        // When
        String eml = eml("Sales\r\nBcc: thief@example.com\r\n\r\n<b>text</b>\u2028\u202E =?UTF-8?B?SGVsbG8=?= Ümläut");
        Parsed mail = parsed("Sales\r\nBcc: thief@example.com\r\n\r\n=?UTF-8?B?SGVsbG8=?=");

        // Then
        assertThat(eml.lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(mail.message().getHeader("Bcc")).isNull();
        assertThat(mail.message().getSubject())
                .isEqualTo("Sales Bcc: thief@example.com = ?UTF-8?B?SGVsbG8= ?= – 27 Nov 2026, UTC");
        assertThat(mail.message().getAllRecipients()).hasSize(1);
    }

    @Test
    void aLongSubjectIsCutAndFolded() throws Exception {
        // When
        String eml = eml("Übersicht ".repeat(500));

        // Then
        assertThat(eml.substring(0, eml.indexOf("\r\n\r\n")).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(100));
        assertThat(parsed("Übersicht ".repeat(500)).message().getSubject())
                .endsWith("… – 27 Nov 2026, UTC")
                .hasSizeLessThan(150);
    }

    @Test
    void aLineOfAMailIsNeverTooLongAndEndsAsItMust() throws Exception {
        assertThat(eml("Plain").replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(eml("Plain").lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(998));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com, b@example.com",
                "a@example.com\r\nBcc: b@example.com",
                "A <a@example.com>",
                "team: a@example.com;",
                "nobody",
                "a b@example.com",
                "a@example.com>",
                "ä@example.com",
                ""
            })
    void onlyOneBareAddressGetsALetter(String recipient) {
        assertThatThrownBy(() -> letter("Plain", recipient, Samples.ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not one address name@domain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id@example.com", "<id>", "<a@example.com>\r\nBcc: b@example.com", "<a b@example.com>"})
    void onlyAMessageIdIsOne(String id) {
        assertThatThrownBy(() -> letter("Plain", Samples.READER, id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@example.com, b@example.com", "Caravan <a@example.com"})
    void aSenderThatIsNoneIsASettingsProblem(String from) {
        assertThatThrownBy(() -> Sender.from(Settings.defaults().with(Map.of("mail.from", from), "the test")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Setting mail.from = " + from + " (the test): expected name@domain");
    }

    @Test
    void aMissingSenderIsNamed() {
        assertThatThrownBy(() -> Sender.from(Settings.defaults()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mail.from is missing");
    }

    private String eml(String subject) throws Exception {
        ByteArrayOutputStream eml = new ByteArrayOutputStream();
        try (Composed composed = composed(subject)) {
            composed.letter(Samples.READER, Samples.ID).writeTo(eml);
        }
        return eml.toString(StandardCharsets.UTF_8);
    }

    private Parsed parsed(String subject) throws Exception {
        try (Composed composed = composed(subject)) {
            return Parsed.of(composed.letter(Samples.READER, Samples.ID));
        }
    }

    private Letter letter(String subject, String recipient, String id) {
        try (Composed composed = composed(subject)) {
            return composed.letter(recipient, id);
        }
    }

    private Composed composed(String subject) {
        return Samples.composer(Samples.NO_LINKS)
                .compose(
                        new Presentation("r", subject, ZoneOffset.UTC, Chart.NONE, Set.of(), Limits.DEFAULT),
                        Samples.DAY,
                        Samples.COMPLETE,
                        Samples.actions(),
                        directory);
    }
}
