package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found of routes that are made from templates. */
@Timeout(120)
class TemplateChecksTest {

    private static final String ORDERS = """
            - templatedRoute:
                routeId: orders
                routeTemplateRef: kafka-to-lake
                parameters:
                  - { name: topic, value: orders }
                  - { name: group, value: orders-to-lake }
                  - { name: prefix, value: orders/ }
            """;

    private static final String GREETING = """
            - routeTemplate:
                id: greeting
                description: Greets.
                parameters: [ { name: source }, { name: words, required: false } ]
                from:
                  uri: "{{source}}"
                  steps:
                    - log: "hello"
                    - to: { id: say, uri: "log:{{source}}", parameters: { marker: "{{?words}}" } }
            """;

    @TempDir
    private Path directory;

    private CheckedFolder folder;

    @BeforeEach
    void open() {
        folder = new CheckedFolder(directory);
        Map.of(
                        "lake.bucket", "a-bucket",
                        "lake.compression-level", "6",
                        "kafka.start-position", "earliest",
                        "batch.max-records", "1000",
                        "batch.max-bytes", "1000000",
                        "batch.max-age", "10s")
                .forEach(folder::set);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void inAGoodRouteNothingIsFound() throws IOException {
        assertThat(folder.with("a.yaml", ORDERS).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ name: group,        | { name: gruop,        | 6: the template kafka-to-lake has no parameter gruop: did you mean group?",
                "{ name: group,        | { name: colour,       | 6: the template kafka-to-lake has no parameter colour: it has topic, group, bucket, prefix, schema, partitionBy, maxRecords, maxBytes, maxAge",
                "- { name: group, value: orders-to-lake } | # nothing | 3: the template kafka-to-lake needs the parameter group",
                "routeId: orders       | # nothing             | 1: warning: this route has no routeId",
                "{ name: group,        | { name: topic,        | 6: the parameter topic is given already",
                "Ref: kafka-to-lake    | Ref: kafka-to-lakes   | 3: there is no template kafka-to-lakes: did you mean kafka-to-lake?",
                "Ref: kafka-to-lake    | Ref: kafka-to-moon    | 3: there is no template kafka-to-moon: there are kafka-to-dynamodb, kafka-to-lake, kinesis-to-lake, report",
                "Ref: kafka-to-lake    | Ref: \"{{lake.bucket}}\" | 3: there is no template {{lake.bucket}}: there are kafka-to-dynamodb, kafka-to-lake, kinesis-to-lake, report"
            })
    void whatATemplateDoesNotHaveOrNeedsIsToldWithTheLineToMend(String text, String broken, String finding)
            throws IOException {
        // Given
        String route = ORDERS.replace(text, broken);

        // Then
        assertThat(route).isNotEqualTo(ORDERS);
        assertThat(folder.with("a.yaml", route).findings()).contains("a.yaml:" + finding);
        assertThat(folder.findings()).noneMatch(other -> other.contains("cannot be made"));
    }

    @Test
    void allThatIsMissingIsToldAtOnce() throws IOException {
        // Given
        folder.with("a.yaml", """
                - templatedRoute:
                    routeId: orders
                    routeTemplateRef: kafka-to-lake
                """);

        // Then
        assertThat(folder.findings())
                .containsExactly("a.yaml:3: the template kafka-to-lake needs the parameters topic, group, prefix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ name: maxRecords, value: \"0\" }       | kafka-batch: maxRecords is 1 or more, got 0",
                "{ name: max-records, value: \"0\" }      | kafka-batch: maxRecords is 1 or more, got 0",
                "{ name: bucket, value: BAD }             | lake:",
                "{ name: partitionBy, value: hourly }     | lake:",
                "{ name: schema, value: file:nowhere.json } | there is no file:nowhere.json: correct the name, or make the file",
                "{ name: maxAge, value: \"{{batch.max-aeg}}\" } | there is no setting batch.max-aeg: did you mean batch.max-age?"
            })
    void aValueThatCannotBeUsedIsToldOnItsOwnLine(String parameter, String finding) throws IOException {
        assertThat(folder.with("a.yaml", ORDERS + "      - " + parameter + "\n").findings())
                .singleElement()
                .asString()
                .startsWith("a.yaml:8: " + finding);
    }

    @Test
    void everyWrongValueOfARouteIsToldAtOnce() throws IOException {
        // Given
        folder.with("a.yaml", ORDERS + """
                  - { name: maxRecords, value: "0" }
                  - { name: schema, value: "file:nowhere.json" }
                  - { name: bucket, value: "BAD" }
            """);

        // Then
        assertThat(folder.findings())
                .satisfiesExactly(
                        records ->
                                assertThat(records).isEqualTo("a.yaml:8: kafka-batch: maxRecords is 1 or more, got 0"),
                        schema -> assertThat(schema)
                                .isEqualTo("a.yaml:9: there is no file:nowhere.json: correct the name, or make the"
                                        + " file"),
                        bucket -> assertThat(bucket).startsWith("a.yaml:10: lake:"));
    }

    @Test
    void whatIsMissingHidesNoWrongValueOfAnotherStep() throws IOException {
        // Given
        folder.with(
                "a.yaml", ORDERS.replace("- { name: group, value: orders-to-lake }", "- { name: bucket, value: BAD }"));

        // Then
        assertThat(folder.findings())
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .isEqualTo("a.yaml:3: the template kafka-to-lake needs the parameter group"),
                        bucket -> assertThat(bucket).startsWith("a.yaml:6: lake:"));
    }

    @Test
    void whatContradictsTheSchemaOrAnotherRouteIsToldOnTheLineOfTheParameter() throws IOException {
        // Given
        Path schema = Files.writeString(directory.resolve("order.json"), """
                { "type": "object", "properties": { "id": {}, "timestamp": { "type": "string" } } }
                """);
        folder.with("a.yaml", ORDERS + """
                  - { name: schema, value: "file:%s" }
                  - { name: partitionBy, value: "event-time:timestmp" }
            """.formatted(schema))
                .with("b.yaml", ORDERS.replace("routeId: orders", "routeId: others"));

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:9: partitionBy names the field timestmp, which the schema file:order.json does not have:"
                                + " did you mean timestamp?",
                        "b.yaml:6: route orders (a.yaml:1) has the group orders-to-lake on the topic orders too: each"
                                + " would get a part of the records only; give it a groupId of its own",
                        "b.yaml:7: warning: route orders (a.yaml:1) writes to s3://a-bucket/orders/ too: one table will"
                                + " hold the records of both; give each a prefix unless that is meant");
    }

    @Test
    void twoMadeRoutesWithOneIdAreTold() throws IOException {
        // Given
        String other = ORDERS.replace("orders-to-lake", "g").replace("orders/", "other/");
        folder.with("a.yaml", ORDERS).with("b.yaml", other).with("c.yaml", """
                - route:
                    id: orders
                    description: The same id.
                    from: { uri: "timer:a", steps: [ { log: x } ] }
                """);

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "b.yaml:2: the id orders is taken by a.yaml:2", "c.yaml:2: the id orders is taken by a.yaml:2");
    }

    @Test
    void aTemplateMayStandInALaterFileThanItsRoutes() throws IOException {
        // Given
        folder.with("a.yaml", greeting("one", "timer:a") + greeting("two", "direct:two"))
                .with("b.yaml", GREETING)
                .with("c.yaml", """
                        - route:
                            id: three
                            description: Sends to a route that is made from a template.
                            from: { uri: "timer:c", steps: [ { to: "direct:two" }, { to: "direct:tow" } ] }
                        """);

        // Then
        assertThat(folder.findings())
                .containsExactly("c.yaml:4: no route begins with direct:tow: did you mean direct:two?");
    }

    @Test
    void whatIsWrongWithATemplateIsNotToldOfItsRoutes() throws IOException {
        // Given
        folder.with("a.yaml", greeting("one", "timer:a"));

        // Then
        assertThat(folder.with("b.yaml", GREETING.replace("log: \"hello\"", "log: \"{{lake.bukcet}}\""))
                        .findings())
                .containsExactly("b.yaml:8: there is no setting lake.bukcet: did you mean lake.bucket?");
        assertThat(folder.with("b.yaml", GREETING.replace("- log:", "- lgo:")).findings())
                .containsExactly("b.yaml:8: there is no step lgo: did you mean log?");
        assertThat(folder.with("b.yaml", "- routeTemplate: [").findings())
                .singleElement()
                .asString()
                .startsWith("b.yaml:1: is not YAML: ");
    }

    @Test
    void aTemplateWithAnIdThatIsTakenIsTold() throws IOException {
        // Given
        folder.with("a.yaml", GREETING)
                .with("b.yaml", GREETING)
                .with("c.yaml", GREETING.replace("id: greeting", "id: kafka-to-lake"));

        // Then
        String rest = ", and Camel takes that one: give this one another id";
        assertThat(folder.findings())
                .containsExactly(
                        "b.yaml:2: the template greeting is declared already, in a.yaml:1" + rest,
                        "c.yaml:2: the template kafka-to-lake is declared already, by Caravan itself" + rest);
    }

    @Test
    void aConsumerThatLosesRecordsIsWarnedOfWhereItIsGiven() throws IOException {
        // Given
        folder.with("a.yaml", greeting("one", "kafka:orders?brokers=127.0.0.1:1"))
                .with(
                        "b.yaml",
                        GREETING.replace("log:{{source}}", "lake:a-bucket").replace("marker", "prefix"));

        // Then
        assertThat(folder.findings())
                .containsExactly("a.yaml:4: warning: kafka: goes on behind a record that failed, and its next commit"
                        + " covers that record: it is lost; kafka-batch: loses none");
    }

    private static String greeting(String id, String source) {
        return """
                - templatedRoute:
                    routeId: %s
                    routeTemplateRef: greeting
                    parameters: [ { name: source, value: "%s" } ]
                """.formatted(id, source);
    }
}
