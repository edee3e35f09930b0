package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.object.ObjectKey;
import dev.caravan.record.ParseLimits;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RejectedRecordException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionerTest {

    private static final RecordParser PARSER = new RecordParser(ParseLimits.DEFAULT);

    @Property
    void everyStringStaysInItsFolderOrIsRejected(@ForAll("strings") String value) {
        // Given
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("v", value);

        // When
        String folders;
        try {
            folders = partitioner("field:v", "iso-8601").folders(record);
        } catch (RejectedRecordException e) {
            assertThat(e.reason()).isEqualTo(Reason.INVALID_PARTITION_FIELD);
            return;
        }

        // Then
        assertThat(new ObjectKey("p/" + folders + "/x").value().split("/")).hasSize(3);
        assertThat(folders.length()).isLessThanOrEqualTo(2 + 128);
        if (!value.isEmpty()) {
            assertThat(URLDecoder.decode(folders.substring(2), StandardCharsets.UTF_8))
                    .isEqualTo(value);
        }
    }

    @Provide
    Arbitrary<String> strings() {
        Arbitrary<String> hostile = Arbitraries.of(
                "../",
                "..",
                "/",
                "\\",
                "${env.X}",
                "$simple{body}",
                "\u202E",
                "=",
                "%",
                "%2F",
                "\0",
                "\n",
                "\ud800",
                "é");
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                hostile.list().ofMaxSize(5).map(parts -> String.join("x", parts)));
    }

    @Property
    void everyTimeWithinTheBoundsIsInItsHourOfUtc(
            @ForAll @LongRange(min = 946_684_800_000L, max = 4_102_444_799_999L) long millis) {
        // Given
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("t", millis);
        String instant = Instant.ofEpochMilli(millis).toString();

        // When
        String byMillis = partitioner("event-time:t", "epoch-millis").folders(record);
        String byText = partitioner("event-time:t", "iso-8601")
                .folders(JsonNodeFactory.instance.objectNode().put("t", instant));

        // Then
        assertThat(byMillis).isEqualTo("dt=" + instant.substring(0, 10) + "/hour=" + instant.substring(11, 13));
        assertThat(byText).isEqualTo(byMillis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso-8601 | '2025-01-19T12:00:00Z' | dt=2025-01-19/hour=12",
                "iso-8601 | '2025-01-19T23:30:00-01:00' | dt=2025-01-20/hour=00",
                "iso-8601 | '2025-01-19T12:00:00.123456789Z' | dt=2025-01-19/hour=12",
                "epoch-seconds | 1737288000 | dt=2025-01-19/hour=12",
                "epoch-seconds | 1737288000.999 | dt=2025-01-19/hour=12",
                "epoch-seconds | 1.737288E9 | dt=2025-01-19/hour=12",
                "epoch-seconds | '1737288000' | dt=2025-01-19/hour=12",
                "epoch-millis | 1737288000000 | dt=2025-01-19/hour=12"
            })
    void anEventTimeIsReadInItsForm(String form, String value, String folders) {
        assertThat(partitioner("event-time:t", form).folders(record(value))).isEqualTo(folders);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso-8601 | 1737288000",
                "iso-8601 | '2025-01-19T12:00:00'",
                "iso-8601 | '2025-01-19'",
                "iso-8601 | '2025-02-30T12:00:00Z'",
                "iso-8601 | '2025-01-19T24:00:00Z'",
                "iso-8601 | '2016-12-31T23:59:60Z'",
                "iso-8601 | '-0044-03-15T12:00:00Z'",
                "iso-8601 | '1999-12-31T23:59:59Z'",
                "iso-8601 | '2100-01-01T00:00:00Z'",
                "iso-8601 | '+292278994-08-17T07:12:55Z'",
                "iso-8601 | ''",
                "iso-8601 | null",
                "iso-8601 | {}",
                "epoch-seconds | 1737288000000",
                "epoch-seconds | -1",
                "epoch-seconds | 1E999",
                "epoch-seconds | 1E-999",
                "epoch-seconds | 1e1000000000",
                "epoch-seconds | 99999999999999999999999999",
                "epoch-seconds | 'noon'",
                "epoch-seconds | true",
                "epoch-millis | 1737288000",
                "epoch-millis | 9223372036854775807"
            })
    void aTimeThatIsNoneOrAbsurdIsRejectedWithoutRepeatingIt(String form, String value) {
        // When
        RejectedRecordException rejected = rejected("event-time:t", form, record(value));

        // Then
        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_PARTITION_FIELD);
        assertThat(rejected).hasMessageContaining("event time t").hasMessageNotContaining("noon");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'click' | t=click",
                "42 | t=42",
                "1.5 | t=1.5",
                "-7 | t=-7",
                "true | t=true",
                "null | t=__HIVE_DEFAULT_PARTITION__",
                "'' | t=__HIVE_DEFAULT_PARTITION__",
                "'a b' | t=a%20b",
                "'é' | t=%C3%A9"
            })
    void aValueNamesItsFolder(String value, String folder) {
        assertThat(partitioner("field:t", "iso-8601").folders(record(value))).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "[1]"})
    void anObjectOrArrayNamesNoFolder(String value) {
        assertThat(rejected("field:t", "iso-8601", record(value)))
                .hasMessageContaining("not a string, number or boolean");
    }

    @Test
    void aLongValueNamesNoFolder() {
        assertThat(rejected("field:t", "iso-8601", record("'" + "x".repeat(129) + "'")))
                .hasMessageContaining("at most 128");
        assertThat(rejected("field:t", "iso-8601", record("'" + "é".repeat(22) + "'")))
                .hasMessageContaining("132 encoded characters");
    }

    @Test
    void fieldsNestInTheOrderTheyAreNamed() {
        // Given
        ObjectNode record =
                PARSER.parse("{\"Action\":\"buy\",\"t\":\"2025-01-19T12:00:00Z\"}".getBytes(StandardCharsets.UTF_8));

        // When
        String folders = partitioner("field:Action, event-time:t", "iso-8601").folders(record);

        // Then
        assertThat(folders).isEqualTo("action=buy/dt=2025-01-19/hour=12");
    }

    private static RejectedRecordException rejected(String partitionBy, String form, ObjectNode record) {
        return catchThrowableOfType(RejectedRecordException.class, () -> partitioner(partitionBy, form)
                .folders(record));
    }

    private static Partitioner partitioner(String partitionBy, String form) {
        return Partitioner.parse(partitionBy, EventTime.of(EventTime.Form.parse(form), 2000, 2099));
    }

    /** A record with the one field t; CSV took the quotes of what is text. */
    private static ObjectNode record(String value) {
        boolean literal = value != null && value.matches("-?[0-9.]+(E-?[0-9]+)?|true|null|\\{}|\\[1]");
        String json = value == null ? "\"\"" : literal ? value : "\"" + value.replace("'", "") + "\"";
        return PARSER.parse(("{\"t\":" + json + "}").getBytes(StandardCharsets.UTF_8));
    }
}
