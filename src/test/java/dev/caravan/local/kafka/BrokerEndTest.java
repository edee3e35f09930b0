package dev.caravan.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.TestClassPath;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerEndTest {

    @Test
    void aBrokerThatEndsTheProcessSaysWhy() throws Exception {
        // When
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        TestClassPath.entries().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        Ending.class.getName())
                .start();

        // Then
        assertThat(process.errorReader().lines())
                .containsExactly("The embedded Kafka cannot go on with its data in .: all log dirs failed");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void aFullDiskIsTheReasonWhateverTheBrokerSays() {
        assertThat(new BrokerEnd(Path.of("data")).text(0, null))
                .isEqualTo(
                        "The embedded Kafka cannot go on with its data in data: no space is left there. Free some, or"
                                + " name another directory with --data");
    }

    static final class Ending {
        public static void main(String[] args) {
            new BrokerEnd(Path.of(".")).announce();
            Exit.halt(1, "all log dirs failed");
        }
    }
}
