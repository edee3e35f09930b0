package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.CaravanProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's second command line half: the demo of the packaged jar, twice on one data directory. */
class DemoIT {

    private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(\\S+)$");
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    /** What stands in the shell of somebody who works with AWS: the embedded services refuse such keys. */
    private static final Map<String, String> OF_A_REAL_ACCOUNT = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIACANARYOFAREALKEY",
            "AWS_SECRET_ACCESS_KEY", "canary-of-a-real-secret",
            "AWS_SESSION_TOKEN", "canary-of-a-real-session",
            "AWS_REGION", "eu-central-1",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

    @TempDir
    private Path data;

    @Test
    void theDemoPassesTwiceOnOneDataDirectoryWithoutTheCredentialsOfTheShellAndReconcileFindsNoGap() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (CaravanProcess demo = demo()) {
                assertThat(demo.await(240)).as(demo.output()).isZero();
                assertThat(demo.output()).contains("demo: PASS (9 of 9)").doesNotContain(" INFO ", "SLF4J");
                assertThat(data.resolve("services/demo.log"))
                        .isNotEmptyFile()
                        .content()
                        .doesNotContainIgnoringCase("canary");
            }
        }
        requireCompleteLakes();
    }

    /** On the same data, as somebody does who looks around afterwards: {@code local}, its exports, {@code reconcile}. */
    private void requireCompleteLakes() throws Exception {
        try (CaravanProcess local = CaravanProcess.start(
                CaravanProcess.LOCAL, data, OF_A_REAL_ACCOUNT, "local", "--data=" + data.resolve("services"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> local.output().contains("export KAFKA_BROKERS="));
            Map<String, String> exports = EXPORT.matcher(local.output())
                    .results()
                    .collect(Collectors.toMap(export -> export.group(1), export -> export.group(2)));
            try (CaravanProcess reconcile = CaravanProcess.start(
                    CaravanProcess.PRODUCT,
                    data,
                    exports,
                    "reconcile",
                    "--config=" + PROJECT.resolve("application.properties"),
                    "--routes=" + PROJECT.resolve("routes"))) {
                assertThat(reconcile.await(60)).as(reconcile.output()).isZero();
                assertThat(reconcile.output()).contains("user-activity-replica/", "reconcile: COMPLETE");
            }
        }
    }

    private CaravanProcess demo() throws IOException {
        return CaravanProcess.start(
                CaravanProcess.LOCAL,
                data,
                OF_A_REAL_ACCOUNT,
                "demo",
                "--records=500",
                "--data=" + data.resolve("services"),
                "--config=" + PROJECT.resolve("application.properties"),
                "--routes=" + PROJECT.resolve("routes"),
                "--generator=" + PROJECT.resolve("generator"));
    }
}
