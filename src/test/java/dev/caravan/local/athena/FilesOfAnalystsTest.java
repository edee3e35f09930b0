package dev.caravan.local.athena;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as they are found in real files: each value is Athena's, or the query fails and says where. */
class FilesOfAnalystsTest {
    private static final String OPENX = "org.openx.data.jsonserde.JsonSerDe";
    private static final String HIVE = "org.apache.hive.hcatalog.data.JsonSerDe";
    private static final String CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
    private static final String LAZY = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    private static final AtomicInteger TABLES = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static AthenaFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new AthenaFixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** A new table with one object; returns its name. */
    private static String table(String columns, String serde, String properties, String text) {
        return table(columns, serde, properties, "", text);
    }

    private static String table(String columns, String serde, String properties, String ofTable, String text) {
        String name = "t" + TABLES.incrementAndGet();
        fixture.put(name + "/a", text);
        fixture.run("CREATE EXTERNAL TABLE " + name + " (" + columns + ") ROW FORMAT SERDE '" + serde + "'"
                + (properties.isEmpty() ? "" : " WITH SERDEPROPERTIES (" + properties + ")") + " LOCATION 's3://lake/"
                + name + "/'" + (ofTable.isEmpty() ? "" : " TBLPROPERTIES (" + ofTable + ")"));
        return name;
    }

    private static List<List<String>> rows(String sql) {
        List<List<String>> rows = fixture.rows(sql);
        return rows.subList(1, rows.size());
    }

    private static List<String> row(String... values) {
        return Arrays.asList(values);
    }

    @Test
    void missingAndUnknownFieldsOfNestedObjectsAreNullAndIgnored() {
        // Given
        String table = table(
                "id int, s struct<a:int,b:array<struct<x:double,y:string>>>, m map<string,int>," + " missing timestamp",
                OPENX,
                "",
                """
                {"id":1,"s":{"a":1,"b":[{"x":1.5,"y":"u"},{"x":null}],"extra":{"z":[1,{"q":2}]}},"m":{"K":1},"n":5}
                {"id":"2","s":{"A":"7","b":[]},"m":{}}
                {"id":null}
                """);

        // Then
        assertThat(rows("SELECT * FROM " + table))
                .containsExactly(
                        row("1", "{a=1, b=[{x=1.5, y=u}, {x=null, y=null}]}", "{K=1}", null),
                        row("2", "{a=7, b=[]}", "{}", null),
                        row(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-19T12:00:00Z,          2025-01-19 12:00:00.000",
        "2025-01-19T12:00:00.123456Z,   2025-01-19 12:00:00.123",
        "2025-01-19T12:00:00+02:00,     2025-01-19 10:00:00.000",
        "2025-01-19T12:00:00.5-0130,    2025-01-19 13:30:00.500",
        "2025-01-19 12:00:00,           2025-01-19 12:00:00.000",
        "2025-01-19 12:00:00.123456789, 2025-01-19 12:00:00.123",
        "1737288000,                    2025-01-19 12:00:00.000",
        "1737288000123,                 2025-01-19 12:00:00.123",
        "1737288000.25,                 2025-01-19 12:00:00.250"
    })
    void aTimestampOfJsonHasManyForms(String text, String timestamp) {
        assertThat(rows("SELECT t FROM " + table("t timestamp", OPENX, "", "{\"t\":\"" + text + "\"}\n")))
                .containsExactly(row(timestamp));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-01-19",
                "2025-01-19T12:00:00",
                "2025-01-19 12:00:00+02:00",
                "2025-01-19 12:00:00Z",
                "19/01/2025 12:00:00",
                "2025-01-19 12:00"
            })
    void anotherFormOfATimestampFails(String text) {
        assertThat(fixture.failure("SELECT t FROM " + table("t timestamp", OPENX, "", "{\"t\":\"" + text + "\"}\n")))
                .contains("HIVE_BAD_DATA: Error parsing field value '" + text + "' for field 0 (t)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "-012", "0x1F"})
    void aNumberThatMayBeOctalOrHexadecimalFails(String text) {
        assertThat(fixture.failure("SELECT n FROM " + table("n bigint", OPENX, "", "{\"n\":\"" + text + "\"}\n")))
                .contains("HIVE_BAD_DATA: Error parsing field value '" + text + "' for field 0 (n)");
    }

    @Test
    void malformedLinesAreNullsWhereTheTableSaysSo() {
        // Given
        String lines = "{\"id\":1}\n{\"id\":\nplain text\n{\"id\":4}\n";

        // Then
        assertThat(rows("SELECT id FROM " + table("id int", OPENX, "'ignore.malformed.json'='TRUE'", lines)))
                .containsExactly(row("1"), row((String) null), row((String) null), row("4"));
        assertThat(rows("SELECT id FROM " + table("id int", OPENX, "", "'ignore.malformed.json'='true'", lines)))
                .hasSize(4);
        assertThat(fixture.failure("SELECT id FROM " + table("id int", OPENX, "", lines)))
                .contains("HIVE_CURSOR_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1}{\"id\":2}",
                "{\"id\":1} trailing",
                "{'id':1}",
                "{id:1}",
                "{\"id\":1,}",
                "[1]",
                "{\"id\":1 /* one */}"
            })
    void aLineThatTheSerDeMayStillReadIsNotTakenForMalformed(String line) {
        assertThat(fixture.failure("SELECT id FROM "
                        + table("id int, v int", OPENX, "'ignore.malformed.json'='true'", line + "\n")))
                .contains("HIVE_CURSOR_ERROR: Row is not a valid JSON Object");
    }

    @Test
    void aByteOrderMarkIsNoPartOfJson() {
        assertThat(fixture.failure("SELECT id FROM " + table("id int", OPENX, "", "\ufeff{\"id\":1}\n")))
                .contains("byte order mark");
    }

    @Test
    void aMappedColumnIsReadFromItsKeyAlone() {
        // Given
        String table =
                table("ts string, time string", OPENX, "'mapping.ts'='timestamp', 'case.insensitive'='true'", """
                {"timestamp":"a","ts":"b","Time":"c"}
                {"ts":"b"}
                """);

        // Then
        assertThat(rows("SELECT * FROM " + table)).containsExactly(row("a", "c"), row(null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                OPENX + "!'timestamp.formats'='yyyy'!``!timestamp.formats",
                OPENX + "!'use.null.for.invalid.data'='true'!``!use.null.for.invalid.data",
                OPENX + "!``!'timestamp.formats'='yyyy'!timestamp.formats",
                OPENX + "!``!'skip.footer.line.count'='1'!skip.footer.line.count",
                HIVE + "!'ignore.malformed.json'='true'!``!ignore.malformed.json",
                HIVE + "!'mapping.a'='b'!``!mapping.a",
                CSV + "!'serialization.encoding'='ISO-8859-1'!``!serialization.encoding",
                CSV + "!``!'skip.footer.line.count'='2'!skip.footer.line.count",
                LAZY + "!'serialization.last.column.takes.rest'='true'!``!serialization.last.column.takes.rest",
                LAZY + "!``!'textinputformat.record.delimiter'='|'!textinputformat.record.delimiter",
                LAZY + "!'line.delim'='|'!``!line.delim"
            })
    void aPropertyThatIsNotKnownHereIsRefused(String serde, String properties, String ofTable, String name) {
        String table = table("a string", serde, properties, ofTable, "x\n");
        assertThat(fixture.failure("SELECT a FROM " + table))
                .contains("NOT_SUPPORTED")
                .contains(name);
    }

    @Test
    void hivesJsonSerDeTurnsNoValueIntoAnother() {
        // Given
        String good = table("ID int, t timestamp, a array<int>, s string", HIVE, "", """
                {"id":1,"T":"2025-01-19 12:00:00","a":[1,2],"s":1.50}
                """);

        // Then
        assertThat(rows("SELECT * FROM " + good))
                .containsExactly(row("1", "2025-01-19 12:00:00.000", "[1, 2]", "1.50"));
        for (String line : List.of(
                "{\"id\":\"1\"}",
                "{\"id\":1.5}",
                "{\"t\":\"2025-01-19T12:00:00Z\"}",
                "{\"t\":1737288000}",
                "{\"a\":1}",
                "{\"a\":\"\"}",
                "{\"s\":{\"x\":1}}")) {
            String table = table("id int, t timestamp, a array<int>, s string", HIVE, "", line + "\n");
            assertThat(fixture.failure("SELECT * FROM " + table)).as(line).contains("HIVE_BAD_DATA");
        }
    }

    @Test
    void commaSeparatedLinesAreCutAsOpenCsvDoes() {
        // Given
        String table = table("a string, b string, c string", CSV, "", "'skip.header.line.count'='1'", """
                a,b,c
                1,"x, y","say ""oui""\"
                2,,""
                \n3,"back\\\\slash","q\\"q"
                4,x
                """);

        // Then
        assertThat(rows("SELECT * FROM " + table))
                .containsExactly(
                        row("1", "x, y", "say \"oui\""),
                        row("2", "", ""),
                        row(null, null, null),
                        row("3", "back\\slash", "q\"q"),
                        row("4", "x", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,C:\\temp,x",
                "1, \"x\",y",
                "1,a\"b\"c,y",
                "1,\"x\" ,y",
                "1,\"open,y",
                "1,\"ends in a backslash\\"
            })
    void aLineThatOpenCsvCutsInAWayOfItsOwnFails(String line) {
        assertThat(fixture.failure("SELECT a FROM " + table("a string, b string", CSV, "", line + "\n")))
                .contains("HIVE_CURSOR_ERROR")
                .contains("line 1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "boolean,yes",
                "boolean,1",
                "boolean,``",
                "int,``",
                "int,1.5",
                "date,2025-01-19",
                "timestamp,2025-01-19 12:00:00"
            })
    void aTypedFieldOfAnotherFormFails(String type, String text) {
        assertThat(fixture.failure("SELECT b FROM " + table("a string, b " + type, CSV, "", "x," + text + "\n")))
                .contains("HIVE_BAD_DATA: Error parsing field value '" + text + "' for field 1 (b)");
    }

    @Test
    void delimitedFieldsThatDoNotFitTheirTypeAreNull() {
        // Given
        String table = table(
                "a int, b boolean, c double, d decimal(5,1), e string",
                LAZY,
                "'field.delim'='|', 'serialization.format'='|'",
                """
                1|true|1.5|2.25|x
                1.9|FALSE|NaN|1e2|\\N
                 7|yes|n/a|x|
                99999999999|1||123456.7|\u00e9
                -3.x|t|-1e3|-0.05|\\\\N
                """);

        // Then
        assertThat(rows("SELECT * FROM " + table))
                .containsExactly(
                        row("1", "true", "1.5", "2.3", "x"),
                        row("1", "false", "NaN", "100.0", null),
                        row(null, null, null, null, ""),
                        row(null, null, null, null, "\u00e9"),
                        row(null, null, "-1000.0", "-0.1", "\\\\N"));
    }

    @Test
    void theTextOfNullMayBeAPropertyOfTheTable() {
        // Given
        String table = table(
                "a string, b string", LAZY, "'field.delim'=','", "'serialization.null.format'=''", "x,\n,y\n\\N,z\n");

        // Then
        assertThat(rows("SELECT * FROM " + table)).containsExactly(row("x", null), row(null, "y"), row("\\N", "z"));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp, 2025-01-19T12:00:00Z",
        "timestamp, 2025-01-19T12:00:00",
        "timestamp, 2025-01-19",
        "timestamp, 1737288000",
        "date, 19.01.2025",
        "date, 2025-01-19 12:00:00",
        "array<int>, 1"
    })
    void aDelimitedTimeOfAnotherFormOrANestedTypeFails(String type, String text) {
        String table = table("a " + type, LAZY, "'field.delim'='|'", text + "\n");
        assertThat(fixture.failure("SELECT a FROM " + table)).containsAnyOf("HIVE_BAD_DATA", "NOT_SUPPORTED");
    }

    @Test
    void aBlankLineOfJsonIsARowOfNulls() {
        assertThat(rows("SELECT * FROM " + table("a int, b string", OPENX, "", "{\"a\":1}\n\n")))
                .containsExactly(row("1", null), nCopies(2, null));
    }
}
