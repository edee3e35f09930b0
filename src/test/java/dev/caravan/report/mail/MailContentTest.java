package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import dev.caravan.report.Chart;
import dev.caravan.report.Completeness;
import dev.caravan.report.Limits;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a mail says, and what its HTML never has. */
@Timeout(60)
class MailContentTest {

    private static final String HEBREW = "שלום עולם";
    private static final String PAYLOAD = "<img src=x onerror=\"alert('1')\"><script>x</script> & ${1+1}";

    @TempDir
    Path directory;

    @Test
    void noRowsIsSaidInWords() throws Exception {
        // When
        Parsed mail = mail(Samples.presentation(), Samples.COMPLETE, QueryResult.of("q", Samples.ACTIONS));

        // Then
        assertThat(mail.tree()).contains("alternative{ text/plain, text/html }");
        assertThat(mail.text("text/plain")).contains("No rows: nothing in this time matches the query.");
        assertThat(mail.text("text/html"))
                .contains("No rows: nothing in this time")
                .doesNotContain("<th");
        assertThat(csv(mail)).isEqualTo("action,count\r\n");
        MailLint.check(mail.text("text/html"));
    }

    @Test
    void oneRowIsNotManyRows() throws Exception {
        // When
        Parsed mail = mail(Samples.presentation(), Samples.COMPLETE, QueryResult.of("q", Samples.ACTIONS, new String[] {
            "click", "1"
        }));

        // Then
        assertThat(mail.text("text/plain")).contains("1 row, total count 1\r\n").doesNotContain("more row");
        assertThat(mail.text("text/html")).contains("Bar chart of count by action: click: 1. Total 1.");
    }

    @Test
    void whatTheMailLeavesOutIsInTheAttachment() throws Exception {
        // Given
        String[][] rows = IntStream.range(0, 1_020)
                .mapToObj(i -> new String[] {"action " + i, "2"})
                .toArray(String[][]::new);

        // When
        Parsed mail = mail(Samples.presentation(), Samples.COMPLETE, QueryResult.of("q", Samples.ACTIONS, rows));

        // Then
        for (String text : List.of(mail.text("text/plain"), mail.text("text/html"))) {
            assertThat(text)
                    .contains("1,020 rows, total count 2,040")
                    .contains("1,000 more rows in the attachment")
                    .contains("action 19")
                    .doesNotContain("action 20");
        }
        assertThat(csv(mail).lines()).hasSize(1_021);
    }

    @Test
    void moreRowsThanTheReportTakesAreSaidAndNotCounted() throws Exception {
        // Given
        Presentation presentation = Samples.presentation(Samples.BAR, new Limits(2, 3, 1_000_000));

        // When
        Parsed mail = mail(presentation, Samples.COMPLETE, Samples.actions());

        // Then
        assertThat(mail.text("text/plain"))
                .contains("3 rows, total count 46,597")
                .contains("1 more row in the attachment")
                .contains("more rows than this report takes: everything here is about the first 3 rows");
        assertThat(csv(mail).lines()).hasSize(4);
    }

    @Test
    void filesBeyondTheLimitAreLinked() throws Exception {
        // Given
        Presentation presentation = Samples.presentation(Samples.BAR, new Limits(2, 1_000, 100));

        // When
        Parsed mail = mail(presentation, Samples.COMPLETE, Samples.actions());

        // Then
        String link = "https://bucket.example.com/actions-by-day-2026-11-27T0000Z.csv?X-Signature=a";
        assertThat(mail.tree())
                .isEqualTo(
                        "multipart/mixed{ multipart/alternative{ text/plain, multipart/related{ text/html, image/png } } }");
        assertThat(mail.text("text/plain")).contains(link + "&b=c").contains("3 more rows in the linked file");
        assertThat(mail.text("text/html")).contains("href=\"" + link + "&amp;b=c\"");
    }

    @Test
    void anIncompleteReportIsMarkedEverywhere() throws Exception {
        // When
        Parsed mail = mail(Samples.presentation(), Samples.INCOMPLETE, Samples.actions());

        // Then
        assertThat(mail.message().getSubject()).startsWith("INCOMPLETE: Actions by day");
        assertThat(mail.text("text/plain")).startsWith("INCOMPLETE");
        assertThat(mail.text("text/html")).contains("<strong>INCOMPLETE</strong>");
    }

    @Test
    void whatNobodyKnowsIsNotMadeUp() throws Exception {
        // Given
        Completeness unknown = new Completeness(Optional.empty(), Optional.empty(), OptionalLong.empty(), 0, false);

        // Then
        assertThat(mail(Samples.presentation(), unknown, Samples.actions()).text("text/plain"))
                .contains("\r\ncompleteness unknown, dead letters not counted, 0 bytes scanned\r\n");
    }

    @Test
    void timesAreInTheZoneOfTheReport() throws Exception {
        // Given
        Presentation berlin =
                new Presentation("r", "R", ZoneId.of("Europe/Berlin"), Chart.NONE, Set.of(), Limits.DEFAULT);

        // When
        Parsed mail = mail(berlin, Samples.COMPLETE, Samples.actions());

        // Then
        assertThat(mail.tree()).isEqualTo("multipart/mixed{ multipart/alternative{ text/plain, text/html } }");
        assertThat(mail.message().getSubject()).isEqualTo("R – 27 Nov 2026 01:00 to 28 Nov 2026 01:00 CET");
        assertThat(mail.text("text/plain"))
                .contains("complete to 27 Nov 2026 10:55 CET")
                .contains("5 rows\r\n");
    }

    @Test
    void cellsAreTextsWhateverTheyLookLike() throws Exception {
        // Given
        QueryResult rows = QueryResult.of(
                "q",
                Samples.ACTIONS,
                new String[] {PAYLOAD, "1"},
                new String[] {HEBREW + " 😀", "2"},
                new String[] {null, null},
                new String[] {"=HYPERLINK(\"http://x\")", "-4"});

        // When
        Parsed mail = mail(Samples.presentation(), Samples.COMPLETE, rows);

        // Then
        String html = mail.text("text/html");
        MailLint.check(html);
        assertThat(html)
                .contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&lt;script&gt;")
                .contains("& ${1+1}".replace("&", "&amp;"))
                .contains(HEBREW + " 😀")
                .contains(">NULL<");
        assertThat(mail.text("text/plain")).contains("=HYPERLINK(").contains("total count -1");
        assertThat(csv(mail))
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\",-4\r\n")
                .contains("\r\n,\r\n");
        assertThat(Workbooks.rows(mail.bytes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))
                .contains(List.of("=HYPERLINK(\"http://x\")", "-4.0"));
    }

    @Test
    void theHtmlIsNeverClipped() throws Exception {
        // Given the widest rows that a report can have
        List<Column> columns = IntStream.range(0, 40)
                .mapToObj(i -> new Column("column " + i + "&".repeat(200), "varchar"))
                .toList();
        String[] row = new String[40];
        Arrays.fill(row, "<😀&\"'".repeat(100));
        String[][] rows = new String[400][];
        Arrays.fill(rows, row);
        Presentation presentation = Samples.presentation(Chart.NONE, new Limits(300, 10_000, 1 << 30));

        // When
        Parsed mail = mail(presentation, Samples.COMPLETE, QueryResult.of("q", columns, rows));

        // Then
        String html = mail.text("text/html");
        MailLint.check(html);
        assertThat(html).contains("more rows in the attachment").contains("34 more columns in the attachment");
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(30_000);
    }

    @Test
    void aChartOfWhatIsNotThereIsAnErrorThatSaysWhatIs() {
        for (Chart chart :
                List.of(new Chart(Chart.Kind.BAR, "action", "sum"), new Chart(Chart.Kind.LINE, "count", "action"))) {
            assertThatThrownBy(() ->
                            mail(Samples.presentation(chart, Limits.DEFAULT), Samples.COMPLETE, Samples.actions()))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageMatching(
                            "The chart's value (sum is no column of the query, which has action, count|action is a varchar, not a number).*");
        }
    }

    private String csv(Parsed mail) throws Exception {
        return new String(mail.bytes("text/csv"), StandardCharsets.UTF_8);
    }

    private Parsed mail(Presentation presentation, Completeness completeness, QueryResult result) throws Exception {
        Path files = Files.createTempDirectory(directory, "run");
        try (Composed composed =
                Samples.composer(Samples.LINKS).compose(presentation, Samples.DAY, completeness, result, files)) {
            return Parsed.of(composed.letter(Samples.READER, Samples.ID));
        }
    }
}
