package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.testing.CaravanProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an empty folder to a flow of one's own and back, with the product's jar on {@code local}: {@code init},
 * {@code check}, {@code setup}, {@code run}, an edit while it runs, {@code teardown}. What was typed and what came of it
 * is kept in {@code target/first-flow.txt}.
 */
@Timeout(300)
class FirstFlowIT {

    private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(\\S+)$");
    private static final Path TRANSCRIPT = Path.of("target/first-flow.txt").toAbsolutePath();

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder transcript = new StringBuilder();

    @Test
    void aNewUserGetsFromAnEmptyFolderToARunningFlowAndBack() throws Exception {
        Path project = Files.createDirectory(directory.resolve("project"));
        try (CaravanProcess local = CaravanProcess.start(
                CaravanProcess.LOCAL, directory, Map.of(), "local", "--data=" + directory.resolve("services"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> local.output().contains("export SMTP_PORT="));
            EXPORT.matcher(local.output())
                    .results()
                    .forEach(export -> environment.put(export.group(1), export.group(2)));
            environment.put("MANAGEMENT_PORT", "");

            assertThat(run(project, "init")).contains("wrote routes/orders.yaml");
            assertThat(run(project, "check", "--strict")).contains("check: no problems, no warnings");
            assertThat(run(project, "setup")).contains(" created");
            edited(project);
            assertThat(run(project, "teardown", "--yes"))
                    .contains("teardown: nothing is left of the deployment orders");
        } finally {
            Files.writeString(TRANSCRIPT, transcript);
        }
    }

    private void edited(Path project) throws Exception {
        typed("run &");
        try (CaravanProcess flow = CaravanProcess.start(CaravanProcess.PRODUCT, project, environment, "run")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> flow.output().contains("started in "));
            run(project, "generate", "generator/orders.yaml", "--records=300", "--rate=0");
            awaitRecords(project, 300, "s3://orders-lake/orders/");

            Path route = project.resolve("routes/orders.yaml");
            String text = Files.readString(route).replace("value: \"orders/\" }", "value: \"orders-v2/\" }");
            typed("# routes/orders.yaml: prefix orders-v2/ instead of orders/");
            Files.writeString(route, text);
            await().atMost(Duration.ofSeconds(15)).until(() -> flow.output().contains("Routes edited while they run"));

            run(project, "generate", "generator/orders.yaml", "--records=200", "--rate=0", "--seed=2");
            awaitRecords(project, 500, "s3://orders-lake/orders/", "s3://orders-lake/orders-v2/");
            run(project, "reconcile", "s3://orders-lake/orders/", "s3://orders-lake/orders-v2/");
            run(project, "dead-letters", "list");

            flow.terminate();
            assertThat(flow.await(60)).as(flow.output()).isZero();
            transcript.append(flow.output());
        }
    }

    /** Until the batches in the lakes have read so many. */
    private void awaitRecords(Path project, long records, String... lakes) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    String[] line = new String[lakes.length + 2];
                    line[0] = "reconcile";
                    line[1] = "--json";
                    System.arraycopy(lakes, 0, line, 2, lakes.length);
                    try (CaravanProcess process =
                            CaravanProcess.start(CaravanProcess.PRODUCT, project, environment, line)) {
                        process.await(60);
                        JsonNode report = new ObjectMapper().readTree(json(process.output()));
                        long in = 0;
                        for (JsonNode chain : report.get("partitions")) {
                            in += chain.get("records_in").asLong();
                        }
                        return in == records && report.get("complete").asBoolean();
                    }
                });
    }

    /** Without lines of the log. */
    private static String json(String output) {
        return output.substring(output.indexOf('{'), output.lastIndexOf('}') + 1);
    }

    private String run(Path project, String... words) throws Exception {
        typed(String.join(" ", words));
        try (CaravanProcess process = CaravanProcess.start(CaravanProcess.PRODUCT, project, environment, words)) {
            int code = process.await(120);
            transcript.append(process.output());
            assertThat(code).as(process.output()).isZero();
            return process.output();
        }
    }

    private void typed(String line) {
        transcript
                .append("\n$ ")
                .append(line.startsWith("#") ? "" : "java -jar caravan.jar ")
                .append(line)
                .append('\n');
    }
}
