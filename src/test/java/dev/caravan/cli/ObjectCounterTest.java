package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ObjectCounterTest {

    @Test
    void aTerminalSeesOneLineThatIsRewrittenAndAPipeNothing() {
        // When / Then
        assertThat(printed(true))
                .isEqualTo("\rlooked at 100 objects\rlooked at 200 objects\rlooked at 250 objects"
                        + System.lineSeparator());
        assertThat(printed(false)).isEmpty();
    }

    private static String printed(boolean terminal) {
        StringWriter out = new StringWriter();
        try (ObjectCounter counter = new ObjectCounter(new PrintWriter(out), terminal)) {
            for (int i = 0; i < 250; i++) {
                counter.run();
            }
        }
        return out.toString();
    }
}
