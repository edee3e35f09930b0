package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.runtime.CaravanRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found when routes are made, and not started. */
@Timeout(120)
class MadeChecksTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lak:a-bucket     | prefix: a          | 8: there is no component lak: did you mean lake?",
                "nowhere:at-all   | prefix: a          | 8: there is no component nowhere",
                "lake:a-bucket    | prefx: a           | 10: lake: has no option prefx: did you mean prefix?",
                "lake:a-bucket    | maxParallelPuts: many | 10: lake: option maxParallelPuts = many: For input string: \"many\"",
                "lake:a-bucket    | prefix: /a         | 10: lake: A prefix has segments of letters, digits, . _ = - and %XX, none of them . or .., and does not begin with a slash, got /a/",
                "records:mangle   | field: a           | 8: records:mangle is unknown; it is one of records:validate, records:select, records:set",
                "records:validate | schema: \"file:nowhere.json\" | 10: there is no file:nowhere.json: correct the name, or make the file",
                "records:validate | schema: \"classpath:nowhere.json\" | 10: there is no classpath:nowhere.json: correct the name, or make the file",
                "nowhere          | prefix: a          | 8: there is no component nowhere",
                "`  `             | prefix: a          | 8: to has no address: write COMPONENT:NAME",
                "glue:crawler     | pollInterval: 1    | 10: glue://crawler?pollInterval=1: pollInterval is 10 or more milliseconds, got 1"
            })
    void anAddressThatCannotBeUsedIsToldWithTheLineToMend(String uri, String option, String finding)
            throws IOException {
        // Given
        folder.with("a.yaml", """
                - route:
                    id: greet
                    description: Greets.
                    from:
                      uri: "direct:greet"
                      steps:
                        - to:
                            uri: "%s"
                            parameters:
                              %s
                            id: step
                """.formatted(uri, option));

        // Then
        assertThat(folder.findings()).containsExactly("a.yaml:" + finding);
    }

    @Test
    void aSourceThatCannotBeUsedIsTold() throws IOException {
        // Given
        folder.with("a.yaml", route("read", "kafka-batch:t", "maxRecords: 0", "log: x"));

        // Then
        assertThat(folder.findings()).containsExactly("a.yaml:6: kafka-batch: maxRecords is 1 or more, got 0");
    }

    @Test
    void aSchemaThatIsNoneIsTold() throws IOException {
        // Given
        Path schema = Files.writeString(directory.resolve("order.json"), "{ \"type\": \"objekt\" }");
        folder.with(
                "a.yaml",
                route(
                        "read",
                        "kafka-batch:t",
                        "groupId: g",
                        "to: { id: validate, uri: \"records:validate\", parameters: { schema: \"file:" + schema
                                + "\" } }"));

        // Then
        assertThat(folder.findings())
                .singleElement()
                .asString()
                .startsWith("a.yaml:8: records: file:order.json is not a JSON schema: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bean: { ref: greter }              | there is no bean greter: did you mean greeter?",
                "bean: { ref: someoneElse }         | there is no bean someoneElse: declare it under beans: in a file of the routes",
                "split: { simple: \"${body}\", aggregationStrategy: \"#collectRecord\", steps: [ { log: x } ] } | there is no bean collectRecord: did you mean collectRecords?",
                "split: { simple: \"${body}\", aggregationStrategy: \"#class:no.such.Strategy\", steps: [ { log: x } ] } | there is no class no.such.Strategy on the class path"
            })
    void aBeanThatIsNotThereIsTold(String step, String finding) throws IOException {
        // Given
        folder.with("a.yaml", route("greet", "timer:a", "period: 1000", step)).with("beans.yaml", """
                - beans:
                    - name: greeter
                      type: java.lang.Object
                """);

        // Then
        assertThat(folder.findings()).containsExactly("a.yaml:8: " + finding);
    }

    @Test
    void whatOnlyTheMakingOfARouteShowsIsToldOfEachRoute() throws IOException {
        // Given
        String language = "setBody: { language: { language: klingon, expression: nuqneH } }";
        folder.with("a.yaml", route("one", "timer:a", "period: 1000", language))
                .with("b.yaml", route("two", "timer:b", "period: 1000", language))
                .with("c.yaml", route("three", "timer:c", "period: 1000", "log: x"));

        // Then
        assertThat(folder.findings())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("a.yaml:1: route one cannot be made: ")
                                .contains("klingon"),
                        second -> assertThat(second)
                                .startsWith("b.yaml:1: route two cannot be made: ")
                                .contains("klingon"));
    }

    @Test
    void everythingIsToldAtOnceSortedByFileAndLine() throws IOException {
        // Given
        folder.with("b.yaml", route("b", "timer:b", "period: 1000", "lgo: x"))
                .with("a.yaml", route("a", "kafka-batch:t", "groupId: \"{{no.group}}\"", "to: \"lak:x\""))
                .with("c.yaml", "- route: [");

        // Then
        assertThat(folder.findings())
                .extracting(finding -> finding.replaceFirst("(is not YAML).*", "$1"))
                .containsExactly(
                        "a.yaml:6: there is no setting no.group: set it in application.properties or with --set"
                                + " no.group=...",
                        "a.yaml:8: there is no component lak: did you mean lake?",
                        "a.yaml:8: warning: the step to leaves the process and has no id: write it as a mapping with id"
                                + " and uri",
                        "b.yaml:8: there is no step lgo: did you mean log?",
                        "c.yaml:1: is not YAML");
    }

    @Test
    void aSettingOfCamelThatDoesNotExistIsTold() throws IOException {
        folder.set("camel.main.shutdown-timeoutt", "60")
                .with("a.yaml", route("a", "timer:a", "period: 1000", "log: x"));

        assertThat(folder.findings())
                .containsExactly("Setting camel.main.shutdown-timeoutt = 60 (the test): there is no such option");
    }

    @Test
    void limitsThatContradictOneAnotherAreTold() throws IOException {
        // Given
        folder.set("batch.memory-budget", "1MB")
                .with("a.yaml", route("a", "kafka-batch:t", "{ groupId: g, maxAge: 10m, maxBytes: 1048577 }", "log: x"))
                .with("b.yaml", route("b", "kafka-batch:t", "{ groupId: h, maxAge: 5m, maxBytes: 1048576 }", "log: x"));

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:6: maxAge = 600 s is longer than maxPollInterval = 300 s, after which the group may give"
                                + " the partitions away: lower maxAge, or raise maxPollInterval",
                        "a.yaml:6: maxBytes = 1048577 is more than the memory for all batches, 1048576 bytes: raise"
                                + " batch.memory-budget, or lower maxBytes");
    }

    @Test
    void twoRoutesThatAreOneReaderAreTold() throws IOException {
        // Given
        String group = "{ groupId: g, transactionalId: x }";
        folder.with("a.yaml", route("a", "kafka-batch:t", group, "log: x"))
                .with("b.yaml", route("b", "kafka-batch:t", group, "log: x"))
                .with("c.yaml", route("c", "kinesis-batch:s", "applicationName: app", "log: x"))
                .with("d.yaml", route("d", "kinesis-batch:other", "leaseTable: app, applicationName: d", "log: x"));

        // Then
        String first = "route a (a.yaml:1) has ";
        assertThat(folder.findings())
                .containsExactly(
                        "b.yaml:6: " + first + "the group g on the topic t too: each would get a part of the records"
                                + " only; give it a groupId of its own",
                        "b.yaml:6: " + first + "the transactionalId x in the group g too: they would abort each other's"
                                + " transactions; give it a transactionalId of its own",
                        "d.yaml:6: route c (c.yaml:1) has the lease table app too: they would take each"
                                + " other's shards; give it an applicationName of its own");
    }

    @Test
    void twoLakeStepsOfOneRouteWithOnePlaceAreAProblemAndOfTwoRoutesAWarning() throws IOException {
        // Given
        folder.with("a.yaml", """
                - route:
                    id: twice
                    description: Writes twice.
                    from:
                      uri: "timer:a"
                      steps:
                        - to: { id: one, uri: "lake:a-bucket", parameters: { prefix: orders } }
                        - to: { id: two, uri: "lake:a-bucket", parameters: { prefix: orders/ } }
                        - to: { id: three, uri: "lake:a-bucket", parameters: { prefix: other/ } }
                """)
                .with(
                        "b.yaml",
                        route(
                                "b",
                                "timer:b",
                                "period: 1000",
                                "to: { id: four, uri: \"lake:a-bucket\", parameters: { prefix: other } }"));

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:8: another step of this route writes to s3://a-bucket/orders/ too: their objects would"
                                + " have the same names; give each a prefix",
                        "b.yaml:8: warning: route twice (a.yaml:1) writes to s3://a-bucket/other/ too:"
                                + " one table will hold the records of both; give each a prefix unless that is meant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "validate | event-time:timestmp  | the schema file:%s does not have: did you mean timestamp?",
                "validate | field:country        | the schema file:%s does not have",
                "validate | event-time:timestamp | ``",
                "set      | field:country        | ``",
                "select   | event-time:timestamp | records:select does not keep"
            })
    void aPartitionFieldThatNoRecordHasIsTold(String step, String partitionBy, String reason) throws IOException {
        // Given
        Path schema = Files.writeString(directory.resolve("order.json"), """
                { "type": "object", "properties": { "id": {}, "timestamp": { "type": "string" } } }
                """);
        String second =
                switch (step) {
                    case "set" -> "- to: { id: s, uri: \"records:set\", parameters: { field: country, constant: ch } }";
                    case "select" -> "- to: { id: s, uri: \"records:select\", parameters: { fields: id } }";
                    default -> "- log: x";
                };
        folder.with("a.yaml", """
                - route:
                    id: a
                    description: A.
                    from:
                      uri: "timer:a"
                      steps:
                        - to: { id: v, uri: "records:validate", parameters: { schema: "file:%s" } }
                        %s
                        - to: { id: l, uri: "lake:a-bucket", parameters: { partitionBy: "%s" } }
                """.formatted(schema, second, partitionBy));

        // Then
        String field = partitionBy.replaceFirst(".*:", "");
        assertThat(folder.findings())
                .isEqualTo(
                        reason.isEmpty()
                                ? List.of()
                                : List.of("a.yaml:9: partitionBy names the field " + field + ", which "
                                        + reason.formatted("order.json")));
    }

    @Test
    void behindAStepThatMayDoAnythingFieldsAreNotLookedFor() throws IOException {
        // Given
        folder.with("a.yaml", """
                - route:
                    id: a
                    description: A.
                    from:
                      uri: "timer:a"
                      steps:
                        - to: { id: s, uri: "records:select", parameters: { fields: id } }
                        - split: { simple: "${body}", steps: [ { log: x } ] }
                        - to: { id: l, uri: "lake:a-bucket", parameters: { partitionBy: "field:country" } }
                """);

        // Then
        assertThat(folder.findings()).isEmpty();
    }

    @Test
    void routesOfATemplateAreCheckedWhereTheyAreAskedFor() throws IOException {
        // Given
        folder.with("a.yaml", """
                - routeTemplate:
                    id: reads
                    description: Reads a topic.
                    parameters:
                      - name: group
                      - { name: records, defaultValue: "100" }
                    route:
                      from:
                        uri: "kafka-batch:t"
                        parameters: { groupId: "{{group}}", maxRecords: "{{records}}" }
                        steps:
                          - log: "x"
                - templatedRoute:
                    routeId: first
                    routeTemplateRef: reads
                    parameters: [ { name: group, value: g } ]
                - templatedRoute:
                    routeId: second
                    routeTemplateRef: reads
                    parameters: [ { name: group, value: g } ]
                - templatedRoute:
                    routeId: third
                    routeTemplateRef: reads
                    parameters: [ { name: group, value: h }, { name: records, value: "0" } ]
                """);

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:20: route first (a.yaml:13) has the group g on the topic t too: each would get a part of"
                                + " the records only; give it a groupId of its own",
                        "a.yaml:24: kafka-batch: maxRecords is 1 or more, got 0");
    }

    @Test
    void routesThatRunNoticeNothing() throws Exception {
        // Given: a port that only one can have, and a direct address with one consumer
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        folder.set("management.port", Integer.toString(port))
                .with("a.yaml", route("a", "timer:a", "period: 100", "to: \"direct:b\""))
                .with("b.yaml", route("b", "direct:b", "timeout: 1000", "log: x"));
        try (CaravanRuntime running = folder.start()) {

            // When
            List<String> findings = folder.findings();

            // Then
            assertThat(findings).isEmpty();
            assertThat(running.context().getRoutes())
                    .extracting(route -> running.context().getRouteController().getRouteStatus(route.getRouteId()))
                    .containsExactly(ServiceStatus.Started, ServiceStatus.Started);
        }
    }

    private static String route(String id, String uri, String parameters, String step) {
        String options = parameters.startsWith("{") ? parameters : "{ " + parameters + " }";
        return """
                - route:
                    id: %s
                    description: A route of the test.
                    from:
                      uri: "%s"
                      parameters: %s
                      steps:
                        - %s
                """.formatted(id, uri, options, step);
    }
}
