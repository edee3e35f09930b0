package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PropertyLineTest {

    /** Whatever the file is: line by line it says what it says as a whole. */
    @Property(tries = 5_000)
    void theLinesTogetherAreTheFile(@ForAll("files") String file) throws IOException {
        // Given
        Properties whole = new Properties();
        whole.load(new StringReader(file));

        // When
        Properties joined = new Properties();
        for (PropertyLine line : PropertyLine.in(file)) {
            Properties one = line.parsed();
            assertThat(one).as("of line %d of %s", line.number(), file).hasSizeLessThanOrEqualTo(1);
            joined.putAll(one);
        }

        // Then: but for a lone backslash, which Properties reads in two ways, by what stands behind it
        joined.remove("");
        whole.remove("");
        assertThat(joined).isEqualTo(whole);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.strings().withChars("ab=: \\#!\n\r\t\f").ofMaxLength(40);
    }
}
