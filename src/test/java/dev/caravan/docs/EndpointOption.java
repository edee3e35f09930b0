package dev.caravan.docs;

import dev.caravan.source.BatchEndpoint;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;

/** One option of an endpoint, as its annotation and its field describe it. */
record EndpointOption(Field field, UriParam annotation) {

    private static final Map<Class<?>, String> VALUES = Map.of(
            int.class, "number",
            long.class, "number",
            boolean.class, "`true`, `false`",
            String.class, "text");

    /** Where in the reference it stands. */
    enum Group {
        ANY,
        SOURCE,
        SINK,
        ADVANCED
    }

    Group group() {
        String label = annotation.label();
        if (label.contains("advanced")) {
            return Group.ADVANCED;
        }
        if (label.contains("producer")) {
            return Group.SINK;
        }
        boolean ofBothSources = field.getDeclaringClass() == BatchEndpoint.class;
        return label.contains("consumer") || ofBothSources ? Group.SOURCE : Group.ANY;
    }

    String name() {
        return annotation.multiValue() ? annotation.prefix() + "NAME" : field.getName();
    }

    boolean isRequired() {
        Metadata metadata = field.getAnnotation(Metadata.class);
        return metadata != null && metadata.required();
    }

    List<String> row() {
        return List.of("`" + name() + "`", values(), isRequired() ? "required" : fallback(), annotation.description());
    }

    private String values() {
        if (!annotation.enums().isEmpty()) {
            return code(Arrays.stream(annotation.enums().split(",", -1)).toList());
        }
        if (field.getType().isEnum()) {
            return code(Arrays.stream(field.getType().getEnumConstants())
                    .map(Object::toString)
                    .toList());
        }
        return isDuration()
                ? "duration"
                : annotation.multiValue() ? "text" : VALUES.getOrDefault(field.getType(), "bean");
    }

    private static String code(List<String> values) {
        return values.stream().collect(Collectors.joining("`, `", "`", "`"));
    }

    private String fallback() {
        String value = annotation.defaultValue();
        if (value.isEmpty()) {
            return "";
        }
        return isDuration() ? words(Duration.ofMillis(Long.parseLong(value))) : "`" + value + "`";
    }

    private boolean isDuration() {
        return annotation.javaType().equals(Duration.class.getName());
    }

    /** In the largest unit that leaves no rest. */
    private static String words(Duration duration) {
        long millis = duration.toMillis();
        Map<String, Long> units = Map.of("d", 86_400_000L, "h", 3_600_000L, "min", 60_000L, "s", 1_000L);
        return units.entrySet().stream()
                .filter(unit -> millis % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> millis / unit.getValue() + " " + unit.getKey())
                .orElse(millis + " ms");
    }
}
