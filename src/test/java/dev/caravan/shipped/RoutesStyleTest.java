package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.SettingsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes, settings and generator profiles that the project ships. */
class RoutesStyleTest {

    private static final String GOOD = """
            # One route.
            - route:
                id: a-to-b
                description: From a to b.
                from:
                  uri: "direct:a"
                  parameters:
                    size: "{{a.size}}"
                  steps:
                    - to:
                        id: send-to-b
                        uri: "lake:b"
            """;

    private static List<RouteFile> routes;
    private static Map<String, String> settings;

    @BeforeAll
    static void read() throws IOException {
        routes = RouteFile.in(Path.of("routes"));
        settings = SettingsFile.read(Path.of("application.properties"));
    }

    @Test
    void theShippedRoutesKeepTheRules() {
        assertThat(routes).hasSizeGreaterThanOrEqualTo(5);
        assertThat(RouteRules.problems(routes)).isEmpty();
    }

    @Test
    void aRouteInTheGoodFormKeepsTheRules() {
        assertThat(RouteRules.problems(List.of(RouteFile.of("good.yaml", GOOD))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # One route.      | ''                    | begins with a comment
                    - route:          | '- from:'             | in canonical form
                    id: a-to-b        | autoStartup: true     | has a kebab-case id: ''
                    a-to-b            | aToB                  | has a kebab-case id: 'aToB'
                    description:      | routeConfigurationId: | has a description
                    id: send-to-b     | pattern: InOnly       | has a kebab-case id: ''
                    id: send-to-b     | id: a-to-b            | ids are unique: a-to-b
                    direct:a          | direct:a?size=7       | not in the uri
                    '"{{a.size}}"'    | 12MB                  | every number is a property
                    '"{{a.size}}"'    | 12                    | every number is a property
                    """)
    void eachRuleFindsWhatBreaksIt(String text, String broken, String rule) {
        // Given
        RouteFile file = RouteFile.of("broken.yaml", GOOD.replace(text, broken == null ? "" : broken));

        // Then
        assertThat(file.text()).isNotEqualTo(GOOD);
        assertThat(RouteRules.problems(List.of(file)))
                .anySatisfy(problem -> assertThat(problem).contains(rule));
    }

    @Test
    void aCompactStepIsFound() {
        // Given
        RouteFile file = RouteFile.of("compact.yaml", GOOD.replaceAll("(?s)- to:.*", "- to: \"lake:b\"\n"));

        // Then
        assertThat(RouteRules.problems(List.of(file)))
                .singleElement()
                .asString()
                .contains("a step is one key");
    }

    @Test
    void everyDirectEndpointHasOneConsumer() {
        // Given
        List<String> consumed =
                uris("from").filter(uri -> uri.startsWith("direct:")).toList();

        // Then
        assertThat(consumed).doesNotHaveDuplicates();
        assertThat(uris("to").filter(uri -> uri.startsWith("direct:"))).isSubsetOf(consumed);
    }

    @Test
    void everyPlaceholderIsASettingWithItsDefaultInOnePlace() throws IOException {
        // Given
        Set<String> used = new TreeSet<>();
        routes.forEach(file -> used.addAll(Placeholders.in(file.text())));
        used.addAll(Placeholders.in(profiles()));
        settings.values().forEach(value -> used.addAll(Placeholders.in(value)));

        // Then
        assertThat(used).isNotEmpty().isSubsetOf(settings.keySet());
    }

    @Test
    void everySettingIsUsed() throws IOException {
        // Given
        StringBuilder users = new StringBuilder(profiles());
        routes.forEach(file -> users.append(file.text()));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(RoutesStyleTest::mayUseSettings).toList()) {
                users.append(Files.readString(source));
            }
        }
        String text = users.toString();

        // Then
        assertThat(settings.keySet())
                .filteredOn(key -> !key.startsWith("camel.") && !key.startsWith("aws."))
                .filteredOn(key -> !key.startsWith(KafkaSettings.CLIENT))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(text.contains("{{" + key + "}}") || text.contains("\"" + key + "\""))
                        .as("use of setting " + key)
                        .isTrue());
    }

    /** Not where they are defined. */
    private static boolean mayUseSettings(Path file) {
        return file.toString().endsWith(".java") && !file.toString().endsWith("Sections.java");
    }

    @Test
    void theRoutesAreValidForCamelsSchema() throws IOException {
        // Given
        JsonSchema schema = camelsSchema();

        // Then
        assertThat(routes).allSatisfy(file -> assertThat(errors(schema, file)).isEmpty());
    }

    @Test
    void camelsSchemaFindsAnUnknownOption() throws IOException {
        // Given
        RouteFile file = RouteFile.of("unknown.yaml", GOOD.replace("id: send-to-b", "nickname: b"));

        // Then
        assertThat(errors(camelsSchema(), file)).isNotEmpty();
    }

    @Test
    void theRoutesInTheDocsAreValidForCamelsSchemaAndTheirSettingsExist() throws IOException {
        // Given
        List<String> blocks = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(Path.of("docs/routes.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        JsonSchema schema = camelsSchema();

        // Then
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2).allSatisfy(block -> {
            String whole = block.startsWith("- route:") ? block : GOOD + block;
            assertThat(errors(schema, RouteFile.of("docs.yaml", whole)))
                    .as(block)
                    .isEmpty();
            assertThat(Placeholders.in(block)).isSubsetOf(settings.keySet());
        });
    }

    private static JsonSchema camelsSchema() throws IOException {
        try (InputStream schema =
                RoutesStyleTest.class.getClassLoader().getResourceAsStream("schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        }
    }

    private static Set<ValidationMessage> errors(JsonSchema schema, RouteFile file) {
        return schema.validate(Placeholders.replace(file.root(), settings));
    }

    private static Stream<String> uris(String kind) {
        return routes.stream()
                .flatMap(file -> file.root().findValues(kind).stream())
                .map(endpoint -> endpoint.path("uri"))
                .map(JsonNode::asText);
    }

    private static String profiles() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("generator"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString().replaceAll("(?m)#.*$", "");
    }
}
