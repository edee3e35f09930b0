package dev.caravan.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.generate.verify.Check;
import dev.caravan.generate.verify.CheckTable;
import dev.caravan.local.LocalService;
import dev.caravan.local.StartedService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final StringWriter text = new StringWriter();

    @Test
    void whatIsDoneIsOneLineEachWithItsTimeInOneColumn() {
        // Given
        Narrator narrator = new Narrator(new PrintWriter(text), false);

        // When
        narrator.started(new StartedService(LocalService.KAFKA, "127.0.0.1:9092", 2_345));
        narrator.progress("3 of 4 sources read, 12 records in batches");
        narrator.done("no lag", "all records read and acknowledged", Duration.ofSeconds(12));

        // Then
        assertThat(text.toString().lines().toList())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSize(82).endsWith(" s"));
        assertThat(text.toString()).contains("127.0.0.1:9092", "   2.3 s", "  12.0 s");
    }

    @Test
    void onATerminalALineCoversTheProgressThatStoodThere() {
        // Given
        Narrator narrator = new Narrator(new PrintWriter(text), true);

        // When
        narrator.progress("3 of 4 sources read, 12 records in batches");
        narrator.say("x");

        // Then
        String[] rewritten = text.toString().split("\r", -1);
        assertThat(rewritten[0]).contains("3 of 4 sources read");
        assertThat(rewritten[rewritten.length - 1].strip()).isEqualTo("x");
        assertThat(rewritten[rewritten.length - 2]).hasSameSizeAs(rewritten[0]).isBlank();
    }

    @Test
    void theVerdictIsTheTableAndOneLine() {
        // Given
        Narrator narrator = new Narrator(new PrintWriter(text), false);
        CheckTable table = new CheckTable(List.of(new Check("items", "1", "1", true, "")));
        DemoPlan plan = new DemoPlan(
                1, OptionalLong.empty(), Path.of("caravan-data"), Path.of("routes"), Path.of("generator"), false);

        // When
        narrator.verdict(table, Duration.ofMillis(61_999), plan);

        // Then
        assertThat(text.toString())
                .contains(table.text())
                .endsWith("demo: PASS (1 of 1) in 61 s, data in caravan-data, rerun with --stay to look around"
                        + System.lineSeparator());
    }
}
