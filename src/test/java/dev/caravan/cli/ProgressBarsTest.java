package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.generate.profile.TargetKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {

    private final StringWriter text = new StringWriter();

    @Test
    void onATerminalOneLineIsRewrittenInFullAndFitsInEightyColumns() {
        // Given
        ProgressBars bars = new ProgressBars(new PrintWriter(text), true);

        // When
        bars.update(TargetKind.KINESIS, "stream", 0, 100_000, 0);
        bars.update(TargetKind.KAFKA, "topic", 50_000, 100_000, 123_456.7);
        bars.update(TargetKind.KINESIS, "stream", 37_123, 100_000, 9.4);
        bars.update(TargetKind.KAFKA, "topic", 100_000, 100_000, 987);
        bars.finish();

        // Then
        List<String> lines =
                Arrays.asList(text.toString().stripTrailing().substring(1).split("\r", -1));
        assertThat(lines)
                .hasSize(4)
                .contains("kinesis [###.......]  37 %         9/s  kafka   [##########] 100 %       987/s")
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(lines.subList(1, 4))
                .extracting(String::length)
                .containsOnly(lines.get(1).length());
        assertThat(text.toString()).endsWith(System.lineSeparator());
    }

    @Test
    void elsewhereThereIsALineForEveryTenth() {
        // Given
        ProgressBars bars = new ProgressBars(new PrintWriter(text), false);

        // When
        for (long sent = 0; sent <= 10_000; sent += 100) {
            bars.update(TargetKind.KAFKA, "topic", sent, 10_000, 5_000);
        }
        bars.finish();

        // Then
        assertThat(text.toString().lines())
                .hasSize(11)
                .startsWith("  kafka   [....................] 0 of 10,000 (5,000/s)")
                .endsWith("  kafka   [####################] 10,000 of 10,000 (5,000/s)");
    }

    @Test
    void nothingIsPrintedForNothing() {
        // When
        new ProgressBars(new PrintWriter(text), true).finish();

        // Then
        assertThat(text.toString()).isEmpty();
    }
}
