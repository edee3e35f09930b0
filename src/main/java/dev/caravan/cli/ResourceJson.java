package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.provision.Leftovers;
import dev.caravan.provision.Row;
import dev.caravan.provision.resource.Deployment;
import java.util.List;
import java.util.Optional;

/** {@code {"deployment": …, "resources": […], "notes": […]}}, and after a teardown what is left. */
final class ResourceJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResourceJson() {}

    static String of(Deployment deployment, List<Row> rows, Optional<Leftovers> left) {
        ObjectNode document = JSON.createObjectNode().put("deployment", deployment.name());
        ArrayNode resources = document.putArray("resources");
        rows.forEach(row -> row(row, resources.addObject()));
        texts(document.putArray("notes"), deployment.notes());
        left.ifPresent(found -> {
            texts(document.putArray("left"), found.resources());
            texts(document.putArray("problems"), found.problems());
        });
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written as JSON", e);
        }
    }

    private static void row(Row row, ObjectNode node) {
        node.put("kind", row.resource().kind())
                .put("name", row.resource().name())
                .put("status", row.status().code());
        texts(node.putArray("details"), row.details());
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
