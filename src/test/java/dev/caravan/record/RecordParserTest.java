package dev.caravan.record;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordParserTest {

    private static final RecordParser PARSER = new RecordParser(new ParseLimits(100_000, 3, 5));

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void whatIsNotOneSoundObjectIsRejectedForWhatItIs(byte[] value, Reason reason) {
        // When, Then
        assertThatThrownBy(() -> PARSER.parse(value))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }

    static Stream<Arguments> whatIsNotOneSoundObjectIsRejectedForWhatItIs() {
        return Stream.of(
                Arguments.of(null, Reason.NULL_VALUE),
                Arguments.of(new byte[0], Reason.NOT_JSON),
                Arguments.of(bytes("[1]"), Reason.NOT_JSON),
                Arguments.of(bytes("{\"a\":NaN}"), Reason.NOT_JSON),
                Arguments.of(bytes("{\"a\":1} {}"), Reason.NOT_JSON),
                Arguments.of(bytes("{\"a\":1,\"a\":2}"), Reason.DUPLICATE_KEY),
                Arguments.of(bytes("{\"o\":{\"a\":1,\"a\":2}}"), Reason.DUPLICATE_KEY),
                Arguments.of(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}, Reason.INVALID_UTF8),
                Arguments.of("{\"a\":1}".getBytes(UTF_16LE), Reason.NOT_JSON),
                Arguments.of(bytes("\0{\0\"\0a\0\"\0:\0\"\u0600\0\"\0}"), Reason.NOT_JSON),
                // what Jackson takes for UTF-32
                Arguments.of(new byte[] {0, 0, 0, '{', '"', '`', '"', '{'}, Reason.NOT_JSON),
                Arguments.of(bytes("{\"a\":[[[1]]]}"), Reason.TOO_DEEP),
                Arguments.of(bytes("{\"a\":{\"b\":1,\"c\":2},\"d\":{\"e\":3,\"f\":4}}"), Reason.TOO_MANY_FIELDS),
                Arguments.of(bytes("{\"a\":\"" + "x".repeat(100_000) + "\"}"), Reason.TOO_LARGE),
                Arguments.of(bytes("{\"a\":" + "9".repeat(2_000) + "}"), Reason.TOO_LARGE),
                Arguments.of(bytes("{\"a\":[1E1000]}"), Reason.TOO_LARGE),
                Arguments.of(bytes("{\"a\":-1E-1001}"), Reason.TOO_LARGE),
                Arguments.of(bytes("{\"a\":1E2147483000}"), Reason.TOO_LARGE),
                Arguments.of(bytes("{\"a\":1E99999999999}"), Reason.TOO_LARGE),
                Arguments.of(bytes("{\"a\":[-0.1e-99999999999]}"), Reason.TOO_LARGE));
    }

    @Test
    void aLongNameIsNoReasonToRejectARecord() {
        // Given
        String name = "n".repeat(60_000);

        // When, Then
        assertThat(PARSER.parse(bytes("{\"" + name + "\":1}")).has(name)).isTrue();
    }

    @Test
    void everyDigitOfANumberIsKept() {
        // Given
        String json = "{\"a\":0.10,\"b\":12345678901234567890123456789,\"c\":1E+400,\"d\":1E+999,\"e\":1E-1000}";

        // When, Then
        assertThat(PARSER.parse(bytes(json))).hasToString(json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
