package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A check of many routes takes as much longer as there are more of them, measured in the time of this thread's work. */
@Timeout(300)
class ManyRoutesTest {

    private static final int FEW = 150;
    private static final int TIMES = 12;
    /** Far from {@link #TIMES}, since clocks are coarse and Camel has its own part; its square is 144. */
    private static final int AT_MOST = 25;

    @TempDir
    private Path directory;

    @Test
    void ofRoutesInOneFile() throws IOException {
        requireInProportion(ManyRoutesTest::route, 0);
    }

    @Test
    void ofRoutesWithAProblemEach() throws IOException {
        requireInProportion(
                number -> route(number).replace("groupId", "groupIdd"), 1);
    }

    @Test
    void ofRoutesFromATemplate() throws IOException {
        requireInProportion(ManyRoutesTest::templated, 0);
    }

    private void requireInProportion(IntFunction<String> route, int problemsOfEach) throws IOException {
        // Given
        seconds(route, FEW, problemsOfEach);
        double few = seconds(route, FEW, problemsOfEach);

        // When
        double many = seconds(route, FEW * TIMES, problemsOfEach);

        // Then
        assertThat(many / few).as("%.2f s and %.2f s", few, many).isLessThan(AT_MOST);
    }

    private double seconds(IntFunction<String> route, int routes, int problemsOfEach) throws IOException {
        Path folder = Files.createTempDirectory(directory, "routes");
        String text = IntStream.range(0, routes).mapToObj(route).collect(Collectors.joining());
        try (CheckedFolder checked = new CheckedFolder(folder).with("all.yaml", text)) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(checked.problems()).hasSize(routes * problemsOfEach);
            return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        }
    }

    private static String route(int number) {
        return """
                - route:
                    id: route-%1$d
                    description: Route number %1$d.
                    from:
                      uri: "kafka-batch:topic-%1$d"
                      parameters:
                        groupId: group-%1$d
                      steps:
                        - to:
                            id: to-%1$d
                            uri: "lake:bucket-%1$d"
                            parameters:
                              prefix: "p%1$d/"
                """.formatted(number);
    }

    private static String templated(int number) {
        String template = """
                - routeTemplate:
                    id: copy
                    description: Copies of a topic.
                    parameters:
                      - { name: name, required: true }
                    route:
                      from:
                        uri: "kafka-batch:topic-{{name}}"
                        parameters:
                          groupId: "group-{{name}}"
                        steps:
                          - to:
                              id: write
                              uri: "lake:bucket-{{name}}"
                              parameters:
                                prefix: "p{{name}}/"
                """;
        return (number == 0 ? template : "") + """
                - templatedRoute:
                    routeTemplateRef: copy
                    routeId: route-%1$d
                    parameters:
                      - name: name
                        value: n%1$d
                """.formatted(number);
    }
}
