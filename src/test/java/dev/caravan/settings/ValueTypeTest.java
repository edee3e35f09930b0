package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {

    private static final Map<String, ValueType> TYPES = Map.of(
            "text", ValueType.TEXT,
            "duration", ValueType.DURATION,
            "size", ValueType.SIZE,
            "port", ValueType.PORT,
            "boolean", ValueType.BOOLEAN,
            "address", ValueType.ADDRESS,
            "secret", ValueType.SECRET,
            "number", ValueType.number(1, 9),
            "count", ValueType.number(0, Integer.MAX_VALUE),
            "word", ValueType.oneOf("TRIM_HORIZON", "LATEST"));

    @ParameterizedTest
    @CsvSource({
        "text, anything at all",
        "duration, 30s",
        "duration, 1h30m",
        "duration, 250",
        "size, 64MB",
        "size, 0",
        "port, 1",
        "port, 65535",
        "boolean, true",
        "boolean, false",
        "address, http://127.0.0.1:9000",
        "address, https://s3.example.com/",
        "secret, anything at all",
        "number, 1",
        "number, 9",
        "count, 0",
        "count, 2147483647",
        "word, LATEST"
    })
    void whatIsOfTheTypeIsAccepted(String type, String text) {
        assertThat(TYPES.get(type).accepts(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "duration, soon",
        "duration, 0s",
        "duration, -1s",
        "size, plenty",
        "size, -1",
        "port, 0",
        "port, 65536",
        "port, http",
        "boolean, yes",
        "boolean, TRUE",
        "address, localhost:9000",
        "address, ftp://localhost",
        "address, http://host/path",
        "address, http://[host",
        "number, 0",
        "number, 10",
        "number, 1.5",
        "number, -1",
        "count, 2147483648",
        "count, 99999999999999999999",
        "word, latest"
    })
    void whatIsNotIsRefused(String type, String text) {
        assertThat(TYPES.get(type).accepts(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duration | soon    | a time above 0 such as 30s or 5m",
                "size     | plenty  | a size such as 64MB, 512KB or a number of bytes",
                "port     | 0       | a port from 1 to 65535",
                "address  | s3      | an address such as https://host:port",
                "number   | 10      | a whole number, 1 to 9",
                "count    | -1      | a whole number, 0 or more",
                "word     | newest  | one of TRIM_HORIZON, LATEST",
                "word     | latest  | one of TRIM_HORIZON, LATEST. Did you mean LATEST?",
                "word     | LATESTS | one of TRIM_HORIZON, LATEST. Did you mean LATEST?",
                "boolean  | True    | one of true, false. Did you mean true?"
            })
    void aRefusalSaysWhatIsExpectedAndMeant(String type, String text, String expected) {
        assertThat(TYPES.get(type).expected(text)).isEqualTo(expected);
    }

    @Test
    void theDocumentationNamesTheWordsAndTheRange() {
        assertThat(TYPES.get("word").name()).isEqualTo("`TRIM_HORIZON`, `LATEST`");
        assertThat(TYPES.get("number").name()).isEqualTo("number, 1 to 9");
    }
}
