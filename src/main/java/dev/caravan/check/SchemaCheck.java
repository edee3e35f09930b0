package dev.caravan.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.caravan.runtime.RouteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.common.YamlSupport;

/** Each file is what Camel's own schema of its YAML wants. */
final class SchemaCheck implements Check {

    /** Beside the classes that read the YAML, so that it is the schema of their version. */
    private static final String RESOURCE = "schema/camelYamlDsl.json";

    /** With a word of later drafts that Camel's schema has; the validator would warn of it. */
    private static final JsonMetaSchema DRAFT = JsonMetaSchema.builder(JsonMetaSchema.getV4())
            .keyword(new NonValidationKeyword("deprecated"))
            .build();

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .build();

    /** Read when it is first needed: it has 800 KB. */
    private static final class Holder {

        static final JsonSchema SCHEMA = read();

        private static JsonSchema read() {
            try (InputStream content = Objects.requireNonNull(
                    YamlSupport.class.getClassLoader().getResourceAsStream(RESOURCE), RESOURCE)) {
                return JsonSchemaFactory.getInstance(VersionFlag.V4, factory -> factory.metaSchema(DRAFT))
                        .getSchema(content, CONFIG);
            } catch (IOException e) {
                throw new UncheckedIOException("Camel's schema " + RESOURCE + " cannot be read", e);
            }
        }
    }

    @Override
    public List<Finding> findings(Candidate candidate) {
        Placeholders placeholders = candidate.placeholders();
        return candidate.files().stream()
                .flatMap(file -> findings(file, placeholders))
                .toList();
    }

    private static Stream<Finding> findings(RouteFile file, Placeholders placeholders) {
        YamlJson json = new YamlJson(file.entries(), placeholders);
        SchemaFaults faults = new SchemaFaults(Holder.SCHEMA, json);
        return faults.of(Holder.SCHEMA.validate(json.root())).stream()
                .map(fault -> new Finding(
                        Severity.PROBLEM, file.path().toString(), json.line(fault.place()), fault.message()));
    }

    /** @param place what is wrong; {@code message} one sentence */
    record Fault(JsonPointer place, String message) {}
}
