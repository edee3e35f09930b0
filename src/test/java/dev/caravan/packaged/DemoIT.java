package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.CaravanProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's second command line half: the demo of the packaged jar, twice on one data directory. */
class DemoIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path data;

    @Test
    void theDemoPassesTwiceOnOneDataDirectory() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (CaravanProcess demo = demo()) {
                assertThat(demo.await(240)).as(demo.output()).isZero();
                assertThat(demo.output()).contains("demo: PASS (9 of 9)").doesNotContain(" INFO ", "SLF4J");
                assertThat(data.resolve("services/demo.log")).isNotEmptyFile();
            }
        }
    }

    private CaravanProcess demo() throws IOException {
        return CaravanProcess.start(
                CaravanProcess.LOCAL,
                data,
                Map.of(),
                "demo",
                "--records=500",
                "--data=" + data.resolve("services"),
                "--config=" + PROJECT.resolve("application.properties"),
                "--routes=" + PROJECT.resolve("routes"),
                "--generator=" + PROJECT.resolve("generator"));
    }
}
