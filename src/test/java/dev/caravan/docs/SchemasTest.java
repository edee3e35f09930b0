package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.ProfileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas that editors are given take what is shipped, and find what is broken. */
class SchemasTest {

    private static final Path ROUTES = Path.of("schemas/routes.schema.json");
    private static final Path GENERATOR = Path.of("schemas/generator.schema.json");

    @TempDir
    private Path directory;

    @Test
    void theSchemaOfRoutesIsCamelsWithTheOptionsOfOurComponents() throws IOException {
        String wanted = RoutesSchema.text();
        if (Boolean.getBoolean("caravan.docs.write")) {
            Files.writeString(ROUTES, wanted);
        }
        assertThat(Files.readString(ROUTES).equals(wanted))
                .as("%s is stale: mvn test -Dtest=SchemasTest -Dcaravan.docs.write=true writes it anew", ROUTES)
                .isTrue();
    }

    @Test
    void theShippedRoutesAndProfilesAreTaken() throws IOException {
        assertThat(yamlFiles("routes")).hasSizeGreaterThanOrEqualTo(5).allSatisfy(file -> assertThat(
                        errors(ROUTES, Files.readString(file)))
                .isEmpty());
        assertThat(yamlFiles("generator")).hasSizeGreaterThanOrEqualTo(2).allSatisfy(file -> assertThat(
                        errors(GENERATOR, Files.readString(file)))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compressionLevel: | compresionLevel: | compresionLevel",
                "id: write-to-lake | nickname: lake   | nickname",
                "maxRecords:       | maxRecordz:      | maxRecordz",
                "value: batch-id   | value: now       | batch-id"
            })
    void aBrokenRouteIsFound(String text, String broken, String named) throws IOException {
        // Given
        String route = Files.readString(Path.of("routes/kinesis-to-s3.yaml"));

        // Then
        assertThat(route).contains(text);
        assertThat(errors(ROUTES, route.replace(text, broken)))
                .anySatisfy(error -> assertThat(error.getMessage()).contains(named));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate: 0            | speed: 0             | speed",
                "total: 10000       | total: many          | total",
                "type: uuid         | type: guid           | event_id",
                "max-late: 2d       | max-late: soon       | max-late",
                "not-json, missing  | nonsense, missing    | kinds",
                "partition-key:     | key:                 | partition-key"
            })
    void aBrokenProfileIsFound(String text, String broken, String named) throws IOException {
        // Given
        String profile = Files.readString(Path.of("generator/user-activity.yaml"));

        // Then
        assertThat(profile).contains(text);
        assertThat(errors(GENERATOR, profile.replace(text, broken)))
                .anySatisfy(error -> assertThat(error.getMessage()).contains(named));
    }

    @Test
    void theKeysOfAProfileAreThoseThatItsReaderKnows() throws IOException {
        // Given
        JsonNode schema = new YAMLMapper().readTree(Files.readString(GENERATOR));
        Path profile = Files.writeString(directory.resolve("p.yaml"), """
                name: p
                nonsense: 1
                targets: { kinesis: s, nonsense: 1 }
                burst: { nonsense: 1 }
                partition-key: a
                fields:
                  a: { type: choice, values: [a], nonsense: 1 }
                  b: { type: integer, nonsense: 1 }
                  c: { type: uuid, nonsense: 1 }
                  d: { type: timestamp, nonsense: 1 }
                bad: { kinds: [not-json], nonsense: 1 }
                repeat: { nonsense: 1 }
                """);

        // When
        ProfileException refused = catchThrowableOfType(ProfileException.class, () -> Profile.load(profile, Map.of()));

        // Then
        List<Set<String>> known = Pattern.compile("no such key; known are (.*)")
                .matcher(refused.getMessage())
                .results()
                .map(found -> (Set<String>) new TreeSet<>(List.of(found.group(1).split(", ", -1))))
                .toList();
        assertThat(known)
                .containsExactlyInAnyOrder(
                        keys(schema),
                        keys(schema.at("/properties/targets")),
                        keys(schema.at("/properties/burst")),
                        keys(schema.at("/properties/bad")),
                        keys(schema.at("/properties/repeat")),
                        keys(schema.at("/definitions/field/oneOf/0")),
                        keys(schema.at("/definitions/field/oneOf/1")),
                        keys(schema.at("/definitions/field/oneOf/2")),
                        keys(schema.at("/definitions/field/oneOf/3")));
    }

    private static Set<String> keys(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> yamlFiles(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    private static Set<ValidationMessage> errors(Path schema, String yaml) throws IOException {
        try (InputStream content = Files.newInputStream(schema)) {
            JsonSchema read = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(content);
            return read.validate(new YAMLMapper().readTree(yaml));
        }
    }
}
