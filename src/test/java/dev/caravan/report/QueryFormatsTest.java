package dev.caravan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.report.QueryResult.Column;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueryFormatsTest {

    private static final List<Column> ACTIONS = List.of(new Column("action", "varchar"), new Column("n", "bigint"));

    @Test
    void aTableHasColumnsAsWideAsTheirWidestCellAndNumbersToTheRight() {
        // When
        String text = print(
                new AlignedTable(),
                QueryResult.of("q", ACTIONS, new String[] {"click", "7"}, new String[] {null, "1980"}, new String[] {
                    "a\nb", null
                }));

        // Then
        assertThat(text.lines())
                .containsExactly(
                        "action     n", //
                        "------  ----",
                        "click      7",
                        "        1980",
                        "a b",
                        "(3 rows)");
    }

    @Test
    void aTableCountsThePlacesThatATerminalGivesACharacter() {
        // When: two wide characters, a wide one beyond the first plane, a letter with a combining accent
        String text = print(
                new AlignedTable(),
                QueryResult.of(
                        "q",
                        List.of(new Column("名前", "varchar"), new Column("n", "bigint")),
                        new String[] {"漢字", "1"},
                        new String[] {"😀", "2"},
                        new String[] {"e\u0301t", "3"},
                        new String[] {"four5", "4"}));

        // Then
        assertThat(text.lines())
                .containsExactly(
                        "名前   n", //
                        "-----  -",
                        "漢字   1",
                        "😀     2",
                        "e\u0301t     3",
                        "four5  4",
                        "(4 rows)");
    }

    @Test
    void noCellSteersTheTerminal() {
        // When: escape, its one-character form, and text turned around
        String text = print(
                new AlignedTable(),
                QueryResult.of(
                        "q", List.of(new Column("\u001b[2J", "varchar")), new String[] {"\u009b2J\u202egpj\r\u2028x"}));

        // Then
        assertThat(text.lines()).containsExactly(" [2J", "----------", " 2J gpj  x", "(1 row)");
    }

    @Test
    void jsonThatBreaksOffDoesNotLookWhole() {
        // Given
        Iterator<List<String>> rows = Stream.of("1", "lost")
                .map(cell -> {
                    if (cell.equals("lost")) {
                        throw new IllegalStateException("the second page is gone");
                    }
                    return List.of("click", cell);
                })
                .iterator();
        StringWriter text = new StringWriter();

        // When
        assertThatThrownBy(() -> new JsonRows().print(new QueryResult("q", ACTIONS, rows), new PrintWriter(text)))
                .hasMessage("the second page is gone");

        // Then
        assertThat(text).hasToString("[{\"action\":\"click\",\"n\":1}");
    }

    @Test
    void aTableOfOneRowSaysSo() {
        assertThat(print(new AlignedTable(), QueryResult.of("q", ACTIONS, new String[] {"click", "7"})))
                .endsWith("(1 row)" + System.lineSeparator());
    }

    @Test
    void aTablePrintsAllRowsAlsoThoseAfterItsSample() {
        // Given
        Iterator<List<String>> rows = IntStream.range(0, 2_500)
                .mapToObj(number -> List.of("click", "" + number))
                .iterator();

        // When
        String text = print(new AlignedTable(), new QueryResult("q", ACTIONS, rows));

        // Then
        assertThat(text.lines()).hasSize(2_503).endsWith("click   2499", "(2500 rows)");
    }

    @Test
    void csvQuotesWhatRfc4180SaysAndTellsNullFromAnEmptyText() {
        // When
        String text = print(
                new Csv(),
                QueryResult.of(
                        "q",
                        List.of(new Column("a,b", "varchar"), new Column("c", "varchar")),
                        new String[] {"plain", "says \"oui\""},
                        new String[] {"Paris, France", "two\nlines"},
                        new String[] {null, ""}));

        // Then
        assertThat(text)
                .isEqualTo(
                        "\"a,b\",c\r\n" //
                                + "plain,\"says \"\"oui\"\"\"\r\n"
                                + "\"Paris, France\",\"two\nlines\"\r\n"
                                + ",\"\"\r\n");
    }

    @Test
    void jsonHasNumbersAndBooleansAsSuchAndEverythingElseAsText() throws IOException {
        // Given
        List<Column> columns = List.of(
                new Column("n", "bigint"),
                new Column("price", "decimal(10,2)"),
                new Column("share", "double"),
                new Column("nan", "double"),
                new Column("good", "boolean"),
                new Column("took", "interval day to second"),
                new Column("text", "varchar"),
                new Column("nothing", "integer"));

        // When
        String text = print(new JsonRows(), QueryResult.of("q", columns, new String[] {
            "-9007199254740993", "1.50", "1.0E-7", "NaN", "true", "2 00:00:00.000", "12 \"x\"", null
        }));

        // Then
        assertThat(text.strip())
                .isEqualTo("[{\"n\":-9007199254740993,\"price\":1.50,\"share\":1.0E-7,\"nan\":\"NaN\",\"good\":true,"
                        + "\"took\":\"2 00:00:00.000\",\"text\":\"12 \\\"x\\\"\",\"nothing\":null}]");
        assertThat(new JsonMapper().readTree(text)).hasSize(1);
    }

    @Test
    void jsonOfNoRowsIsAnEmptyArray() {
        assertThat(print(new JsonRows(), QueryResult.of("q", ACTIONS)).strip()).isEqualTo("[]");
    }

    private static String print(QueryFormat format, QueryResult result) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.print(result, out);
        out.flush();
        return text.toString();
    }
}
