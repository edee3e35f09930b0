package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.CaravanProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product's jar sets up and clears away on {@code local}, as somebody tries it who has no AWS account. */
class SetupIT {

    private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(\\S+)$");
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path directory;

    private Map<String, String> environment;

    @Test
    void setupAndTeardownMayBeRepeatedAndLeaveNothing() throws Exception {
        try (CaravanProcess local = CaravanProcess.start(
                CaravanProcess.LOCAL, directory, Map.of(), "local", "--data=" + directory.resolve("services"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> local.output().contains("export SMTP_PORT="));
            environment = EXPORT.matcher(local.output())
                    .results()
                    .collect(Collectors.toMap(export -> export.group(1), export -> export.group(2)));

            assertThat(run("plan")).contains("plan: 14 create");
            assertThat(run("setup")).contains("setup: 14 created");
            assertThat(run("setup")).contains("setup: 14 unchanged");
            assertThat(run("teardown", "--yes"))
                    .contains("teardown: 14 deleted", "teardown: nothing is left of the deployment caravan");
            assertThat(run("teardown", "--yes"))
                    .contains("teardown: 14 absent", "teardown: nothing is left of the deployment caravan");
        }
    }

    private String run(String... words) throws Exception {
        String[] line = new String[words.length + 2];
        System.arraycopy(words, 0, line, 0, words.length);
        line[words.length] = "--config=" + PROJECT.resolve("application.properties");
        line[words.length + 1] = "--routes=" + PROJECT.resolve("routes");
        try (CaravanProcess process = CaravanProcess.start(CaravanProcess.PRODUCT, directory, environment, line)) {
            assertThat(process.await(120)).as(process.output()).isZero();
            return process.output();
        }
    }
}
