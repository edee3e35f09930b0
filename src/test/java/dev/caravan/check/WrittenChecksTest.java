package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in files before anything is made of them. */
@Timeout(120)
class WrittenChecksTest {

    private static final String GOOD = """
            # One route.
            - route:
                id: a-to-b
                description: From a to b.
                from:
                  uri: "direct:a"
                  steps:
                    - log:
                        message: "x"
                    - to:
                        id: send-to-b
                        uri: "lake:a-bucket"
                        parameters:
                          prefix: "{{a.prefix}}"
            """;

    @TempDir
    private Path directory;

    private CheckedFolder folder;

    @BeforeEach
    void open() {
        folder = new CheckedFolder(directory).set("a.prefix", "a/");
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void inAGoodRouteNothingIsFound() throws IOException {
        assertThat(folder.with("a.yaml", GOOD).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- route:              | - roote:           | 2: there is no entry roote: did you mean route?",
                "from:                 | frm:               | 5: route has no key frm: did you mean from?",
                "id: send-to-b         | idd: send-to-b     | 11: to has no key idd: did you mean id?",
                "- log:                | - lgo:             | 8: there is no step lgo: did you mean log?",
                "message: \"x\"        | loggingLevel: LOUD | 9: loggingLevel is one of TRACE, DEBUG, INFO, WARN, ERROR, OFF, found the text LOUD",
                "message: \"x\"        | [ a ]              | 8: log is a mapping or a text, found a list",
                "message: \"x\"        | message: [ a ]     | 9: message is a text, found a list",
                "uri: \"lake:a-bucket\" | note: none        | 10: to needs the key uri",
                "uri: \"direct:a\"     | id: a             | 5: from needs the key uri",
                "uri: \"direct:a\"     | uri: \"\"           | 6: from has no address: write COMPONENT:NAME",
                "description: From a to b. | startupOrder: first | 4: startupOrder is a number, found the text first",
                "description: From a to b. | trace: yes      | 4: trace is true or false, found the text yes",
                "description: From a to b. | trace: \"{{a.prefix}}\" | 4: trace is true or false, found the text a/"
            })
    void whatCamelsSchemaDoesNotTakeIsOneSentence(String text, String broken, String finding) throws IOException {
        // Given
        String route = GOOD.replace(text, broken);

        // Then
        assertThat(route).isNotEqualTo(GOOD);
        assertThat(folder.with("a.yaml", route).findings()).contains("a.yaml:" + finding);
        assertThat(folder.problems()).hasSize(1);
    }

    @Test
    void ofAFormatWithAWrongOptionOnlyTheOptionIsTold() throws IOException {
        // Given: forty formats are not meant
        String route = GOOD.replace("- log:", "- unmarshal: { json: { librari: Jackson } }\n        - log:");

        // Then
        assertThat(folder.with("a.yaml", route).findings())
                .containsExactly("a.yaml:8: json has no key librari: did you mean library?");
    }

    @Test
    void twoStepsUnderOneDashAreTold() throws IOException {
        assertThat(folder.with("a.yaml", GOOD.replace("        - to:", "          to:"))
                        .findings())
                .containsExactly("a.yaml:8: step is one key: begin each with a \"-\" of its own");
    }

    @Test
    void aPlaceholderIsWhatItsValueLooksLike() throws IOException {
        // Given: a boolean for Camel, and a number where a text is wanted
        folder.set("a.order", "5").set("a.trace", "true").set("a.prefix", "7");
        String route = GOOD.replace("    from:", "    trace: \"{{a.trace}}\"\n    note: \"{{a.order}}\"\n    from:");

        // Then
        assertThat(folder.with("a.yaml", route).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- route: [          | a.yaml:1: is not YAML: ",
                "route: { id: a }    | a.yaml:1: is no list of routes: begin each route with \"- route:\"",
                "[]                  | a.yaml: holds nothing: write routes into it, or remove it",
                "# nothing           | a.yaml: holds nothing: write routes into it, or remove it",
                "- &a { route: *a }  | a.yaml: is too large: an alias holds itself, or it has more than 100,000 nodes",
                "- *nobody           | a.yaml:1: is not YAML: found undefined alias nobody",
                "`- route: {}\n---\n- route: {}` | a.yaml:2: is not YAML: expected a single document in the stream, but found another document",
                "`- route:\n\tid: a`  | a.yaml:2: is not YAML: found character '\\t(TAB)' that cannot start any token",
                "`- route:\n    id: a\n    from:\n      uri: direct:a\n      uri: direct:b` | a.yaml:5: is not YAML: the key uri is there already: remove one",
                "`- route:\n    id: \u0001` | a.yaml:2: is not YAML: there is a control character, U+0001"
            })
    void aFileThatIsNoListOfRoutesIsTold(String text, String finding) throws IOException {
        assertThat(folder.with("a.yaml", text).findings())
                .singleElement()
                .asString()
                .startsWith(finding);
    }

    @Test
    void aFileThatIsNestedTooDeeplyIsToldWhereItIs() throws IOException {
        assertThat(folder.with("a.yaml", "- a:\n  - " + "[".repeat(100_000)).findings())
                .containsExactly("a.yaml:2: is too large: it is nested more than 200 deep");
        assertThat(folder.with("a.yaml", "- ".repeat(100_000)).findings())
                .containsExactly("a.yaml:1: is too large: it is nested more than 200 deep");
    }

    @Test
    void aFileOfAliasesThatGrowsWithoutEndIsTold() throws IOException {
        // Given
        StringBuilder bomb = new StringBuilder("- &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 20; level++) {
            bomb.append("- &a").append(level).append(" [").append("*a").append(level - 1);
            bomb.append((", *a" + (level - 1)).repeat(9)).append("]\n");
        }

        // Then
        assertThat(folder.with("a.yaml", bomb.toString()).findings())
                .containsExactly(
                        "a.yaml: is not YAML: Number of aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void aFileOfManyMegabytesIsTold() throws IOException {
        assertThat(folder.with("a.yaml", GOOD.repeat(5_000_000 / GOOD.length())).findings())
                .containsExactly("a.yaml: is too large: it has more than 3 MB; make several files of it");
    }

    @Test
    void whatIsNoReadableFileIsToldBesideTheOthers() throws IOException {
        // Given
        Files.createDirectory(directory.resolve("b.yaml"));
        Files.createSymbolicLink(directory.resolve("c.yaml"), Path.of("c.yaml"));
        Files.createSymbolicLink(directory.resolve("d.yaml"), Path.of("nowhere"));
        Files.write(directory.resolve("e.yaml"), "# \u00e4".getBytes(StandardCharsets.ISO_8859_1));

        // Then
        assertThat(folder.with("a.yaml", GOOD.replace("- log:", "- lgo:")).findings())
                .containsExactly(
                        "a.yaml:8: there is no step lgo: did you mean log?",
                        "b.yaml: cannot be read: Is a directory",
                        "c.yaml: cannot be read: c.yaml: Too many levels of symbolic links or unable to access"
                                + " attributes of symbolic link",
                        "d.yaml: cannot be read: there is no d.yaml",
                        "e.yaml: is not UTF-8");
    }

    @Test
    void aFileInAnotherEncodingIsTold() throws IOException {
        Files.write(directory.resolve("a.yaml"), "# \u00e4".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(folder.findings()).containsExactly("a.yaml: is not UTF-8");
    }

    @Test
    void aFolderWithoutRoutesIsTold() {
        assertThat(folder.findings()).containsExactly("There are no routes in " + directory + ": no file *.yaml");
    }

    @Test
    void aKeyThatIsNotSetIsToldWithTheOneThatWasMeant() throws IOException {
        assertThat(folder.with("a.yaml", GOOD.replace("{{a.prefix}}", "{{a.prefx}}"))
                        .findings())
                .contains("a.yaml:14: there is no setting a.prefx: did you mean a.prefix?");
        assertThat(folder.with("a.yaml", GOOD.replace("{{a.prefix}}", "{{somewhere.else}}"))
                        .findings())
                .contains("a.yaml:14: there is no setting somewhere.else: set it in application.properties or with"
                        + " --set somewhere.else=...");
    }

    @Test
    void keysWithADefaultOptionalOnesAndFunctionsNeedNoSetting() throws IOException {
        assertThat(folder.with(
                                "a.yaml",
                                GOOD.replace("{{a.prefix}}", "{{a.other:b}}")
                                        .replace("\"x\"", "\"{{a.prefix}} {{?a.third}} {{env:PATH}}\""))
                        .findings())
                .isEmpty();
    }

    @Test
    void aSettingThatNamesAKeyWhichIsNotSetIsTold() throws IOException {
        assertThat(folder.set("a.prefix", "{{a.base}}/x").with("a.yaml", GOOD).findings())
                .containsExactly("Setting a.prefix = {{a.base}}/x (the test): there is no key a.base");
    }

    @Test
    void aKeyThatNothingReadsIsTold() throws IOException {
        assertThat(folder.set("lake.bukcet", "b").with("a.yaml", GOOD).findings())
                .containsExactly("Setting lake.bukcet (the test) is read by nothing: did you mean lake.bucket?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: a-to-b                | autoStartup: true | a.yaml:2: warning: this route has no id",
                "description: From a to b. | autoStartup: true | a.yaml:2: warning: route a-to-b has no description",
                "id: send-to-b             | pattern: InOnly   | a.yaml:10: warning: the step to leaves the process and has no id: logs and metrics name steps by it"
            })
    void whatHasNoNameIsWarnedOf(String text, String broken, String finding) throws IOException {
        assertThat(folder.with("a.yaml", GOOD.replace(text, broken)).findings()).containsExactly(finding);
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aRouteInShortFormIsWarnedOf() throws IOException {
        // Given
        folder.bare().with("a.yaml", """
                - from:
                    uri: "direct:a"
                    steps:
                      - to: "lake:a-bucket"
                """);

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:1: warning: this route has no id and no description: begin it with \"- route:\"");
    }

    @Test
    void oneIdInTwoFilesIsTold() throws IOException {
        assertThat(folder.with("a.yaml", GOOD)
                        .with("b.yaml", GOOD.replace("direct:a", "direct:b").replace("a/", "b/"))
                        .findings())
                .contains(
                        "b.yaml:3: the id a-to-b is taken by a.yaml:3",
                        "b.yaml:10: the id send-to-b is taken by a.yaml:10");
    }

    @Test
    void aDirectAddressWithoutARouteAndOneWithTwoAreTold() throws IOException {
        // Given
        folder.with("a.yaml", GOOD.replace("- log:", "- to: \"direct:aa\"\n        - to: \"direct:b\"\n        - log:"))
                .with("b.yaml", """
                        - route:
                            id: too
                            description: Begins where another one does.
                            from:
                              uri: "direct:a"
                              steps:
                                - log: "x"
                        """);

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:8: no route begins with direct:aa: did you mean direct:a?",
                        "a.yaml:9: no route begins with direct:b: did you mean direct:a?",
                        "b.yaml:5: direct:a is where route a-to-b begins already (a.yaml:2); one route can");
    }

    @Test
    void aDirectAddressIsLookedForInAllFilesAndNotIfOneCannotBeRead() throws IOException {
        // Given
        folder.with("a.yaml", GOOD.replace("- log:", "- to: \"direct:else\"\n        - log:"))
                .with(
                        "b.yaml",
                        GOOD.replace("a-to-b", "else")
                                .replace("send-to-b", "send-else")
                                .replace("direct:a", "direct:else")
                                .replace("{{a.prefix}}", "else"));

        // Then
        assertThat(folder.findings()).isEmpty();
        assertThat(folder.with("b.yaml", "- route: [").findings())
                .singleElement()
                .asString()
                .startsWith("b.yaml:1: is not YAML");
    }

    @Test
    void stockConsumersAndStepsThatLetGoAreWarnedOfWhereASinkIsFed() throws IOException {
        // Given
        folder.bare().with("a.yaml", """
                - route:
                    id: from-kafka
                    description: With Camel's consumer.
                    from:
                      uri: "kafka:orders"
                      parameters: { brokers: "127.0.0.1:1" }
                      steps:
                        - to: "direct:rest"
                - route:
                    id: rest
                    description: What the others end in.
                    from:
                      uri: "direct:rest"
                      steps:
                        - aggregate:
                            aggregationStrategy: "#collectRecords"
                            completionSize: 10
                            correlationExpression: { constant: "true" }
                            steps:
                              - to: { id: rest-to-lake, uri: "lake:a-bucket" }
                - route:
                    id: from-kinesis
                    description: With Camel's consumer.
                    from:
                      uri: "aws2-kinesis:orders"
                      steps:
                        - to: "direct:rest"
                - route:
                    id: harmless
                    description: Nothing is stored.
                    from:
                      uri: "kafka:orders"
                      parameters: { brokers: "127.0.0.1:1" }
                      steps:
                        - log: "x"
                """);

        // Then
        assertThat(folder.findings())
                .containsExactly(
                        "a.yaml:5: warning: kafka: goes on behind a record that failed, and its next commit covers that"
                                + " record: it is lost; kafka-batch: loses none",
                        "a.yaml:15: warning: aggregate lets the source acknowledge while the records are in memory only:"
                                + " a crash or a failing sink loses them",
                        "a.yaml:25: warning: aws2-kinesis: goes on behind a record that failed, which is lost, and"
                                + " remembers its position in memory only; kinesis-batch: loses none");
        assertThat(folder.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "setBody: { simple: \"${date:now:yyyy}\" }   | date:now is another value the second time",
                "setBody: { simple: \"${random(1,9)}\" }     | random is another value the second time",
                "setBody: { simple: \"a ${uuid}\" }          | uuid is another value the second time",
                "setBody: { simple: \"${exchangeId}\" }      | exchangeId is another value the second time",
                "enrich: { id: e, constant: \"direct:z\" }   | enrich may read something else the second time"
            })
    void aStepThatRepeatsOtherwiseIsWarnedOfInFrontOfALakeOnly(String step, String words) throws IOException {
        // Given
        String before = GOOD.replace("direct:a", "timer:a").replace("- log:", "- " + step + "\n        - log:");
        String behind = GOOD.replace("direct:a", "timer:a") + "        - " + step + "\n";

        // Then
        assertThat(folder.with("a.yaml", before).findings())
                .containsExactly("a.yaml:8: warning: " + words
                        + ": after a crash the batch comes again, and the lake may then hold its records twice"
                        + (step.startsWith("enrich") ? "" : "; records:set has values that stay"));
        assertThat(folder.with("a.yaml", behind).findings()).isEmpty();
    }

    @Test
    void aTemplatesParametersAreNoSettings() throws IOException {
        // Given
        folder.with("a.yaml", """
                - routeTemplate:
                    id: to-lake
                    description: To a lake.
                    parameters:
                      - name: prefix
                    route:
                      from:
                        uri: "timer:a"
                        steps:
                          - to: { id: to-lake-step, uri: "lake:a-bucket", parameters: { prefix: "{{prefix}}{{a.prefx}}" } }
                - templatedRoute:
                    routeId: one
                    routeTemplateRef: to-lake
                    parameters:
                      - { name: prefix, value: "one/" }
                """);

        // Then
        assertThat(folder.findings())
                .contains("a.yaml:10: there is no setting a.prefx: did you mean a.prefix?")
                .noneMatch(finding -> finding.contains("setting prefix"));
    }
}
