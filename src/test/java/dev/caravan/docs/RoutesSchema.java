package dev.caravan.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The schema that editors get for routes: Camel's own, and for addresses of our components the options that they have. A
 * value may always be a placeholder.
 */
final class RoutesSchema {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMMENT =
            "Apache Camel's schema of its YAML (schema/camelYamlDsl.json of camel-yaml-dsl,"
                    + " Apache License 2.0), with the options of Caravan's components added. Generated: DocsTest.";

    private RoutesSchema() {}

    static String text() throws IOException {
        try (InputStream camels = Objects.requireNonNull(
                        RoutesSchema.class.getClassLoader().getResourceAsStream("schema/camelYamlDsl.json"));
                DefaultCamelContext context = new DefaultCamelContext()) {
            ObjectNode schema = JSON.createObjectNode();
            // Of which editors know if and then; all else is the same in both drafts.
            schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("$comment", COMMENT);
            JSON.readTree(camels).properties().forEach(entry -> schema.putIfAbsent(entry.getKey(), entry.getValue()));
            JsonNode definitions = schema.at("/items/definitions");
            Map<String, JsonNode> components = components(context);
            for (JsonNode definition : definitions) {
                for (JsonNode form : definition.has("oneOf")
                        ? definition.get("oneOf")
                        : JSON.createArrayNode().add(definition)) {
                    if (form.at("/properties/uri").isObject()
                            && form.at("/properties/parameters").isObject()) {
                        ArrayNode all = ((ObjectNode) form).withArray("allOf");
                        components.forEach((scheme, options) -> all.add(rule(scheme, options)));
                    }
                }
            }
            return JSON.writeValueAsString(schema) + "\n";
        }
    }

    private static Map<String, JsonNode> components(CatalogCamelContext context) throws IOException {
        Map<String, JsonNode> components = new TreeMap<>();
        for (String scheme : EndpointReference.all().keySet()) {
            components.put(scheme, JSON.readTree(context.getComponentParameterJsonSchema(scheme)));
        }
        return components;
    }

    private static ObjectNode rule(String scheme, JsonNode component) {
        ObjectNode rule = JSON.createObjectNode();
        rule.putObject("if").putObject("properties").putObject("uri").put("pattern", "^" + scheme + ":");
        ObjectNode parameters = rule.putObject("then")
                .putObject("properties")
                .putObject("parameters")
                .put("additionalProperties", false);
        ObjectNode options = parameters.putObject("properties");
        component.path("properties").properties().forEach(option -> {
            JsonNode about = option.getValue();
            if (about.path("kind").asText().equals("parameter")) {
                if (about.path("multiValue").asBoolean()) {
                    parameters
                            .putObject("patternProperties")
                            .putObject("^" + about.path("prefix").asText().replace(".", "\\."));
                } else {
                    options.set(option.getKey(), value(about));
                }
            }
        });
        return rule;
    }

    private static ObjectNode value(JsonNode about) {
        ObjectNode value = JSON.createObjectNode()
                .put("description", about.path("description").asText());
        if (about.has("defaultValue")) {
            value.set("default", about.get("defaultValue"));
        }
        if (about.path("enum").isArray()) {
            ArrayNode any = value.putArray("anyOf");
            any.addObject().set("enum", about.get("enum"));
            any.addObject().put("type", "string").put("pattern", "\\{\\{");
        }
        return value;
    }
}
