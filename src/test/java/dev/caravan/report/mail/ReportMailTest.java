package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.mail.LocalMail;
import dev.caravan.settings.Settings;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mail as it arrives. */
@Timeout(60)
class ReportMailTest {

    private static final BigDecimal TOTAL = new BigDecimal("50642");

    @TempDir
    Path directory;

    private LocalMail server;

    @BeforeEach
    void startServer() {
        server = LocalMail.start(0, 0);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void itHasExactlyThePartsOfAReport() throws Exception {
        assertThat(received().tree())
                .isEqualTo(
                        "multipart/mixed{ multipart/alternative{ text/plain, multipart/related{ text/html, image/png } },"
                                + " text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet }");
    }

    @Test
    void everyTextIsUtf8AndThePictureIsTheOneThatTheHtmlShows() throws Exception {
        // Given
        Parsed mail = received();

        // Then
        for (Part part : mail.leaves()) {
            if (part.isMimeType("text/*")) {
                assertThat(new ContentType(part.getContentType()).getParameter("charset"))
                        .isEqualTo("UTF-8");
            }
        }
        Matcher shown = Pattern.compile("src=\"cid:([^\"]+)\"").matcher(mail.text("text/html"));
        assertThat(shown.find()).isTrue();
        assertThat(mail.leaf("image/png").getHeader("Content-ID")).containsExactly("<" + shown.group(1) + ">");
        assertThat(ImageIO.read(new ByteArrayInputStream(mail.bytes("image/png")))
                        .getWidth())
                .isEqualTo(1120);
    }

    @Test
    void theFilesHaveTheRowsOfTheQuery() throws Exception {
        // Given
        Parsed mail = received();

        // Then
        assertThat(new String(mail.bytes("text/csv"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "action,count\r\nclick,1200\r\nview,45310\r\npurchase,87\r\nadd_to_cart,940\r\nsearch,3105\r\n");
        assertThat(Workbooks.rows(mail.bytes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))
                .containsExactly(
                        List.of("action", "count"),
                        List.of("click", "1200.0"),
                        List.of("view", "45310.0"),
                        List.of("purchase", "87.0"),
                        List.of("add_to_cart", "940.0"),
                        List.of("search", "3105.0"));
        assertThat(mail.leaf("text/csv").getFileName()).isEqualTo("actions-by-day-2026-11-27T0000Z.csv");
    }

    @Test
    void allPartsHaveTheSameTotal() throws Exception {
        // Given
        Parsed mail = received();

        // Then
        String summary = "5 rows, total count 50,642";
        assertThat(mail.text("text/plain")).contains(summary);
        assertThat(mail.text("text/html")).contains(">" + summary + "<").contains("Total 50,642.");
        BigDecimal ofCsv = new String(mail.bytes("text/csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> new BigDecimal(line.substring(line.indexOf(',') + 1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal ofWorkbook =
                Workbooks.rows(mail.bytes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).stream()
                        .skip(1)
                        .map(row -> new BigDecimal(row.get(1)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(List.of(ofCsv, ofWorkbook)).allSatisfy(sum -> assertThat(sum).isEqualByComparingTo(TOTAL));
    }

    @Test
    void itSaysWhatItIsInItsHeaders() throws Exception {
        // Given
        Parsed mail = received();

        // Then
        assertThat(mail.message().getSubject()).isEqualTo("Actions by day – 27 Nov 2026, UTC");
        assertThat(header(mail, "Message-ID")).isEqualTo(Samples.ID);
        assertThat(header(mail, "From")).isEqualTo("Caravan <caravan@example.com>");
        assertThat(header(mail, "To")).isEqualTo(Samples.READER);
        assertThat(header(mail, "Date")).isEqualTo("Sat, 28 Nov 2026 00:00:42 +0000 (UTC)");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(mail, "X-Report-Id")).isEqualTo("actions-by-day");
        assertThat(header(mail, "X-Report-Window")).isEqualTo("2026-11-27T00:00:00Z/2026-11-28T00:00:00Z");
        assertThat(header(mail, "Content-Type")).startsWith("multipart/mixed");
        assertThat(mail.text("text/plain") + mail.text("text/html"))
                .contains("complete to 09:55 UTC, lag 40 s, 3 records in dead letters, 12 MB scanned");
    }

    private static String header(Parsed mail, String name) throws Exception {
        assertThat(mail.message().getHeader(name)).as(name).hasSize(1);
        return mail.message().getHeader(name)[0];
    }

    private Parsed received() throws Exception {
        try (Composed composed = Samples.composer(Samples.NO_LINKS)
                .compose(Samples.presentation(), Samples.DAY, Samples.COMPLETE, Samples.actions(), directory)) {
            mailer().send(composed.letter(Samples.READER, Samples.ID));
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(server.awaitReceived(1, Duration.ofSeconds(20))).isTrue();
        assertThat(server.received()).hasSize(1);
        return new Parsed(server.received().get(0));
    }

    private Mailer mailer() {
        return Mailers.from(
                Settings.defaults()
                        .with(
                                Map.of(
                                        "mail.from", "Caravan <caravan@example.com>",
                                        "mail.smtp.host", "127.0.0.1",
                                        "mail.smtp.port", Integer.toString(server.smtpPort()),
                                        "mail.smtp.security", "none"),
                                "the test"),
                null);
    }
}
