package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A template as it stands in a file.
 *
 * @param parameters by their name, in their order
 */
record WrittenTemplate(WrittenRoute route, Map<String, Parameter> parameters) {

    /** @param fallback what it is where a route does not give it */
    record Parameter(boolean required, Optional<String> fallback) {

        static Parameter of(Node written) {
            Optional<String> fallback = YamlTree.child(written, "defaultValue").map(YamlTree::text);
            return new Parameter(
                    fallback.isEmpty() && !YamlTree.text(written, "required").equals("false"), fallback);
        }
    }

    WrittenTemplate {
        requireNonNull(route, "route");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static WrittenTemplate of(WrittenRoute route) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        route.parameters().forEach(parameter -> parameters.put(name(parameter), Parameter.of(parameter)));
        return new WrittenTemplate(route, parameters);
    }

    /** Of a parameter, there and where it is given: {@code max-age} is {@code maxAge} for Camel. */
    static String name(Node parameter) {
        return StringHelper.dashToCamelCase(YamlTree.text(parameter, "name"));
    }

    List<String> required() {
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
    }

    WrittenRoute filledFor(WrittenRoute instance) {
        return instance.withFlow(new Filling(this, instance).of(route.flow()));
    }
}
