package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.transform.RecordsEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.support.ResourceHelper;

/** The JSON schema that a {@code records:validate} step holds records against, for what it says of their fields. */
record RecordSchema(JsonNode root) {

    private static final JsonMapper JSON = new JsonMapper();

    /** With one of these, fields may come from elsewhere. */
    private static final List<String> OPEN =
            List.of("$ref", "allOf", "anyOf", "oneOf", "patternProperties", "if", "dependentSchemas");

    RecordSchema {
        requireNonNull(root, "root");
    }

    /** Empty if the step validates nothing, or its schema cannot be read, which its route's making tells. */
    static Optional<RecordSchema> of(RecordsEndpoint records) {
        if (records.getSchema() == null) {
            return Optional.empty();
        }
        try (InputStream content =
                ResourceHelper.resolveResourceAsInputStream(records.getCamelContext(), records.getSchema())) {
            return content == null ? Optional.empty() : Optional.of(new RecordSchema(JSON.readTree(content)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The schema " + records.getSchema() + " cannot be read", e);
        }
    }

    boolean namesAllFields() {
        return root.path("properties").isObject() && OPEN.stream().noneMatch(root::has);
    }

    /** Fields and what is said of each, in the schema's order. */
    Stream<Map.Entry<String, JsonNode>> properties() {
        return root.path("properties").properties().stream();
    }
}
