package dev.caravan.report.mail.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.report.QueryResult.Column;
import dev.caravan.report.mail.Workbooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilesTest {

    private static final List<Column> TEXT = List.of(new Column("text", "varchar"));
    private static final List<Column> NUMBER = List.of(new Column("number", "double"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "-2+3+cmd|' /C calc'!A0"})
    void aTextThatCouldBeAFormulaIsNone(String text) throws Exception {
        assertThat(csv(TEXT, text)).isIn("'" + text + "\r\n", "\"'" + text + "\"\r\n");
        assertThat(sheet(TEXT, text)).doesNotContain(List.of("FORMULA")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+5", "-1.5E10", "0", "12345678901234567890"})
    void aNumberStaysANumber(String number) throws Exception {
        assertThat(csv(NUMBER, number)).isEqualTo(number + "\r\n");
    }

    @Test
    void aNumberColumnIsNoWayForAFormula() throws Exception {
        assertThat(csv(NUMBER, "-1+cmd")).isEqualTo("'-1+cmd\r\n");
    }

    @Test
    void aColumnsNameIsATextToo() throws Exception {
        // When
        Path file = directory.resolve("names.csv");
        new CsvFile(file, List.of(new Column("=cmd()", "varchar"), new Column("a;b", "varchar"))).close();

        // Then
        assertThat(file).hasContent("'=cmd(),\"a;b\"\r\n");
    }

    @Test
    void cellsAreQuotedAsInRfc4180() throws Exception {
        assertThat(csv(TEXT, "a,\"b\"\r\nc")).isEqualTo("\"a,\"\"b\"\"\r\nc\"\r\n");
        assertThat(csv(TEXT, "😀 שלום")).isEqualTo("😀 שלום\r\n");
        assertThat(csv(TEXT, "")).isEqualTo("\"\"\r\n");
        assertThat(csv(TEXT, new String[] {null})).isEqualTo("\r\n");
    }

    @Test
    void excelGetsTypesWhereItCanHoldTheValue() throws Exception {
        // Given
        List<Column> columns = List.of(
                new Column("whole", "bigint"),
                new Column("large", "bigint"),
                new Column("exact", "decimal(38,2)"),
                new Column("no", "double"),
                new Column("flag", "boolean"),
                new Column("day", "date"),
                new Column("time", "timestamp(3)"),
                new Column("early", "date"));
        Path file = directory.resolve("types.xlsx");

        // When
        try (XlsxFile workbook = new XlsxFile(file, columns)) {
            workbook.add(List.of(
                    "42",
                    "9007199254740993",
                    "12.50",
                    "NaN",
                    "true",
                    "2026-11-27",
                    "2026-11-27 12:00:00.000",
                    "1066-10-14"));
        }

        // Then
        assertThat(Workbooks.rows(file).get(1))
                .containsExactly("42.0", "9007199254740993", "12.5", "NaN", "1", "46353.0", "46353.5", "1066-10-14");
    }

    @Test
    void whatExcelCannotHoldIsCutOrReplaced() throws Exception {
        assertThat(sheet(TEXT, "a\u0000b\uD800c").get(1)).containsExactly("a\uFFFDb\uFFFDc");
        assertThat(sheet(TEXT, "😀".repeat(20_000)).get(1).get(0))
                .hasSizeLessThanOrEqualTo(32_767)
                .endsWith("😀…");
    }

    @Test
    void rowsBeyondASheetGoOnInTheNext() throws Exception {
        // Given sheets of three rows with their header
        Path file = directory.resolve("sheets.xlsx");

        // When
        try (XlsxFile workbook = new XlsxFile(file, TEXT, 3)) {
            for (String text : List.of("a", "b", "c", "d", "e")) {
                workbook.add(List.of(text));
            }
        }

        // Then
        assertThat(Workbooks.rows(file))
                .containsExactly(
                        List.of("text"),
                        List.of("a"),
                        List.of("b"),
                        List.of("text"),
                        List.of("c"),
                        List.of("d"),
                        List.of("text"),
                        List.of("e"));
    }

    private String csv(List<Column> columns, String... row) throws Exception {
        Path file = directory.resolve("rows.csv");
        try (CsvFile csv = new CsvFile(file, columns)) {
            csv.add(Arrays.asList(row));
        }
        String text = Files.readString(file);
        return text.substring(text.indexOf("\r\n") + 2);
    }

    private List<List<String>> sheet(List<Column> columns, String... row) throws Exception {
        Path file = directory.resolve("rows.xlsx");
        try (XlsxFile workbook = new XlsxFile(file, columns)) {
            workbook.add(Arrays.asList(row));
        }
        return Workbooks.rows(file);
    }
}
