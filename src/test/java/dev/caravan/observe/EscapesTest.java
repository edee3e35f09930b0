package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {

    @ParameterizedTest
    @CsvSource({
        "000A, \\n",
        "000D, \\r",
        "0009, \\t",
        "0000, \\u0000",
        "0007, \\u0007",
        "001B, \\u001B",
        "007F, \\u007F",
        "0085, \\u0085",
        "009B, \\u009B",
        "2028, \\u2028",
        "2029, \\u2029",
        "202E, \\u202E",
        "2066, \\u2066"
    })
    void whatSteersALogOrATerminalIsWrittenOut(String code, String escaped) {
        String character = Character.toString(Integer.parseInt(code, 16));

        assertThat(Escapes.of("a" + character + "b")).isEqualTo("a" + escaped + "b");
    }

    @Test
    void otherTextStaysAsItIs() {
        assertThat(Escapes.of("Zoë schreibt 東京 🙂")).isEqualTo("Zoë schreibt 東京 🙂");
        assertThat(Escapes.of(null)).isNull();
    }
}
