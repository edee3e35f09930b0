package dev.caravan.docs;

import dev.caravan.catalog.GlueEndpoint;
import dev.caravan.dynamodb.DynamoDbBatchEndpoint;
import dev.caravan.lake.LakeEndpoint;
import dev.caravan.source.kafka.KafkaBatchEndpoint;
import dev.caravan.source.kinesis.KinesisBatchEndpoint;
import dev.caravan.transform.RecordsEndpoint;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** The options of one of our Camel components, as its annotations describe them. */
record EndpointReference(Class<?> endpoint) {

    private static final List<Class<?>> ALL = List.of(
            KafkaBatchEndpoint.class,
            KinesisBatchEndpoint.class,
            RecordsEndpoint.class,
            LakeEndpoint.class,
            DynamoDbBatchEndpoint.class,
            GlueEndpoint.class);

    private static final List<String> COLUMNS = List.of("Option", "Values", "Default", "Meaning");

    /** The text of every component by its scheme. */
    static Map<String, String> all() {
        return ALL.stream()
                .map(EndpointReference::new)
                .collect(Collectors.toMap(reference -> reference.annotation().scheme(), EndpointReference::text));
    }

    private UriEndpoint annotation() {
        return endpoint.getAnnotation(UriEndpoint.class);
    }

    private String text() {
        boolean both = !annotation().consumerOnly() && !annotation().producerOnly();
        StringBuilder text = new StringBuilder(path()).append("\n");
        if (both) {
            text.append(table("", EndpointOption.Group.ANY))
                    .append(table("As a source:", EndpointOption.Group.SOURCE))
                    .append(table("As a sink:", EndpointOption.Group.SINK));
        } else {
            text.append(table("", EndpointOption.Group.ANY, EndpointOption.Group.SOURCE, EndpointOption.Group.SINK));
        }
        return text.append(table("Advanced:", EndpointOption.Group.ADVANCED)).toString();
    }

    /** The form of the address, and what its variable part is. */
    private String path() {
        String parts = fields().filter(field -> field.isAnnotationPresent(UriPath.class))
                .map(EndpointReference::part)
                .collect(Collectors.joining(" "));
        return "`" + annotation().syntax() + "`: " + parts + "\n";
    }

    private static String part(Field field) {
        UriPath path = field.getAnnotation(UriPath.class);
        String values = path.enums().isEmpty() ? "" : " One of `" + path.enums().replace(",", "`, `") + "`.";
        return path.description() + values;
    }

    private String table(String title, EndpointOption.Group... groups) {
        List<List<String>> rows = options()
                .filter(option -> List.of(groups).contains(option.group()))
                .map(EndpointOption::row)
                .toList();
        return rows.isEmpty()
                ? ""
                : (title.isEmpty() ? "" : title + "\n\n") + new MarkdownTable(COLUMNS, rows).text() + "\n";
    }

    private Stream<EndpointOption> options() {
        return fields().filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(field -> new EndpointOption(field, field.getAnnotation(UriParam.class)))
                .sorted(Comparator.comparing((EndpointOption option) -> !option.isRequired())
                        .thenComparing(EndpointOption::name));
    }

    /** Of the class and of those of its superclasses that are ours. */
    private Stream<Field> fields() {
        return Stream.<Class<?>>iterate(
                        endpoint, type -> type.getName().startsWith("dev.caravan."), Class::getSuperclass)
                .map(type -> Arrays.stream(type.getDeclaredFields()))
                .flatMap(Function.identity());
    }
}
