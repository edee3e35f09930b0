package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a command wants routes for: of broken ones it says what {@code check} says. */
@Timeout(120)
@ExtendWith(LocalKeys.class)
class BrokenRoutesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "run",
                "run --dry-run",
                "plan",
                "setup",
                "teardown --dry-run",
                "doctor",
                "policy --account 123456789012",
                "reconcile"
            })
    void everyFaultIsToldAtOnceInTheWordsOfTheCheck(String command) throws IOException {
        // Given
        Path flows = Files.writeString(directory.resolve("flows.yaml"), """
                - templatedRoute:
                    routeId: orders
                    routeTemplateRef: kafka-to-lake
                    parameters:
                      - { name: topic, value: orders }
                      - { name: prefx, value: orders/ }
                - templatedRoute:
                    routeId: clicks
                    routeTemplateRef: kinesis-to-moon
                """);
        Path route = Files.writeString(directory.resolve("route.yaml"), """
                - route:
                    id: a
                    description: A.
                    from:
                      uri: "timer:a"
                      steps:
                        - to: { id: b, uri: "lak:b" }
                """);

        // When
        CommandRun run = CommandRun.of((command + " --routes " + directory).split(" ", -1));

        // Then
        String faults = """
                %1$s:3: the template kafka-to-lake needs the parameter group
                %1$s:6: the template kafka-to-lake has no parameter prefx: did you mean prefix?
                %1$s:9: there is no template kinesis-to-moon: there are kafka-to-dynamodb, kafka-to-lake, kinesis-to-lake, report
                %2$s:7: there is no component lak: did you mean lake?
                """.formatted(flows, route);
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(command.equals("check") ? run.out() : run.err())
                .isEqualTo(command.equals("check") ? faults + "check: 4 problems, no warnings\n" : faults);
    }
}
