package dev.caravan.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @Property
    void everyTextIsPartOfASegmentAndComesBackAsItWas(@ForAll("texts") String text) {
        // When
        String encoded = PercentEncoding.encode(text);

        // Then
        assertThat(encoded).matches("(?:[A-Za-z0-9._-]|%[0-9A-F]{2})*");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> hostile = Arbitraries.of(
                "../",
                "${env.HOME}",
                "$simple{body}",
                "\u202E",
                "=",
                "%2F",
                "%",
                "\0",
                "\n",
                "\r",
                "/",
                "ä",
                "😀",
                "a");
        return Arbitraries.oneOf(
                Arbitraries.strings().all().excludeChars(surrogates()).ofMaxLength(40),
                hostile.list().ofMaxSize(6).map(parts -> String.join("", parts)));
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"../x, ..%2Fx", "${env.X}, %24%7Benv.X%7D", "a=b, a%3Db", "\u202Egpj, %E2%80%AEgpj", "a b, a%20b"})
    void whatIsNotPlainIsEscaped(String text, String encoded) {
        assertThat(PercentEncoding.encode(text)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b"})
    void halfOfASurrogatePairIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PercentEncoding.encode(text));
    }
}
