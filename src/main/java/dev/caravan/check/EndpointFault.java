package dev.caravan.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.settings.Misspelling;
import dev.caravan.settings.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;

/** What Camel's own messages do not say of an address: which component or option was meant, and where it stands. */
record EndpointFault(int line, String message) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN = "Unknown parameters=";
    private static final Set<String> COMPONENTS = Set.of(
            "kafka-batch",
            "kinesis-batch",
            "lake",
            "dynamodb-batch",
            "records",
            "glue",
            "direct",
            "timer",
            "log",
            "kafka",
            "aws2-kinesis",
            "aws2-s3",
            "aws2-ddb",
            "aws2-athena",
            "bean",
            "json-validator");

    /** Empty if Camel's words are the best there are. */
    static Optional<EndpointFault> of(CamelContext context, WrittenStep step, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchEndpointException) {
                return Optional.of(new EndpointFault(step.lineOf(""), noComponent(step.scheme())));
            }
            if (cause instanceof PropertyBindingException binding && binding.getPropertyName() != null) {
                return Optional.of(
                        new EndpointFault(step.lineOf(binding.getPropertyName()), wrongValue(step, binding)));
            }
            String text = String.valueOf(cause.getMessage());
            if (text.contains(UNKNOWN)) {
                return unknownOption(context, step, text.substring(text.lastIndexOf(UNKNOWN) + UNKNOWN.length()));
            }
        }
        return Optional.empty();
    }

    private static String noComponent(String scheme) {
        return "there is no component " + scheme
                + Misspelling.nearest(scheme, COMPONENTS)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("");
    }

    private static String wrongValue(WrittenStep step, PropertyBindingException binding) {
        Throwable root = binding;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root == binding ? "there is no such option" : String.valueOf(root.getMessage());
        String value = Secrets.isSecret(binding.getPropertyName()) ? "" : " = " + binding.getValue();
        return step.scheme() + ": option " + binding.getPropertyName() + value + ": " + why;
    }

    /** @param named {@code [{NAME=VALUE, NAME=VALUE}]} */
    private static Optional<EndpointFault> unknownOption(CamelContext context, WrittenStep step, String named) {
        Set<String> known = options(context, step.scheme());
        return Stream.concat(step.parameters().keySet().stream(), Stream.of(named.replaceAll("^\\[\\{|=.*$", "")))
                .filter(option -> named.contains(option + "=") && !known.contains(option))
                .findFirst()
                .map(option -> new EndpointFault(
                        step.lineOf(option),
                        step.scheme() + ": has no option " + option
                                + Misspelling.nearest(option, known)
                                        .map(near -> ": did you mean " + near + "?")
                                        .orElse("")));
    }

    private static Set<String> options(CamelContext context, String scheme) {
        Set<String> names = new TreeSet<>();
        try {
            String schema = ((CatalogCamelContext) context).getComponentParameterJsonSchema(scheme);
            if (schema != null) {
                JSON.readTree(schema).path("properties").fieldNames().forEachRemaining(names::add);
            }
            return names;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The description of component " + scheme + " is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The description of component " + scheme + " cannot be read", e);
        }
    }
}
