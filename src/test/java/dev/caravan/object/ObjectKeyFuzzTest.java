package dev.caravan.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** By default the stored inputs only; {@code mvn -Pfaults -Dfaults=fuzz verify} looks for new ones. */
class ObjectKeyFuzzTest {

    @Tag("fuzz")
    @Tag("faults")
    @FuzzTest(maxDuration = "60s")
    void aTextIsAKeyIfItIsOneToEverybody(FuzzedDataProvider data) {
        // Given
        String text = data.consumeRemainingAsString();
        boolean sound = text.length() <= ObjectKey.MAX_BYTES;
        for (String segment : text.split("/", -1)) {
            sound &= segment.replaceAll("%[0-9A-F][0-9A-F]", "x").matches("[A-Za-z0-9._=-]+")
                    && !segment.equals(".")
                    && !segment.equals("..");
        }

        // When
        boolean taken;
        try {
            taken = new ObjectKey(text).value().equals(text);
        } catch (IllegalArgumentException refused) {
            taken = false;
        }

        // Then
        assertThat(taken).isEqualTo(sound);
    }
}
