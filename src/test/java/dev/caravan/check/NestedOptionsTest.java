package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that are written as a list or a mapping. */
class NestedOptionsTest {

    @TempDir
    private Path directory;

    private CheckedFolder folder;

    @BeforeEach
    void open() {
        folder = new CheckedFolder(directory);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aListIsToldWithItsLineAndHowToWriteIt() throws IOException {
        folder.with("a.yaml", """
                - route:
                    id: a
                    description: A.
                    from:
                      uri: "kafka-batch:t"
                      parameters:
                        groupId: a
                        topics: [orders, clicks]
                      steps:
                        - to:
                            id: b
                            uri: "lake:bucket"
                            parameters:
                              prefix: p/
                              partitionBy:
                                - field:a
                                - field:b
                """);
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:8: the option topics of kafka-batch: is one text, found a list: write topics:"
                                + " \"orders,clicks\"",
                        "a.yaml:15: the option partitionBy of lake: is one text, found a list: write partitionBy:"
                                + " \"field:a,field:b\"");
    }

    @Test
    void aMappingIsToldToo() throws IOException {
        folder.with("a.yaml", """
                - routeTemplate:
                    id: a
                    description: A.
                    from:
                      uri: "kafka:t"
                      parameters:
                        additionalProperties: { client.rack: a }
                      steps:
                        - to: { id: b, uri: "log:b" }
                """);
        assertThat(folder.findings())
                .contains("a.yaml:7: the option additionalProperties of kafka: is one text, found a mapping: write"
                        + " additionalProperties.client.rack: VALUE, and so on");
    }

    @Test
    void aListWhereCamelTakesOneIsNone() throws IOException {
        folder.with("a.yaml", """
                - route:
                    id: a
                    description: A.
                    from:
                      uri: "direct:a"
                      steps:
                        - multicast:
                            id: both
                            steps:
                              - log: { id: b, message: b }
                """);
        assertThat(folder.problems()).isEmpty();
    }
}
