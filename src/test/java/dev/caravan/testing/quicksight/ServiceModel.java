package dev.caravan.testing.quicksight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations and shapes of the service. */
final class ServiceModel {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final JsonNode model;

    /**
     * A request's operation.
     *
     * @param input name of its shape
     * @param path what the path says, by member
     */
    record Operation(String name, String input, Map<String, String> path) {}

    private ServiceModel(JsonNode model) {
        this.model = model;
    }

    static ServiceModel read() {
        try (InputStream in = ServiceModel.class.getResourceAsStream("/quicksight/model.json")) {
            return new ServiceModel(new JsonMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path still encoded, since an ARN in it has slashes */
    Optional<Operation> operation(String method, String path) {
        return model.path("operations").properties().stream()
                .filter(each -> each.getValue().path("method").asText().equals(method))
                .flatMap(each -> matched(each.getKey(), each.getValue(), path).stream())
                .findFirst();
    }

    private static Optional<Operation> matched(String name, JsonNode operation, String path) {
        String template = operation.path("uri").asText();
        Matcher matcher = Pattern.compile(PARAMETER.matcher(template).replaceAll("([^/]+)"))
                .matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = PARAMETER
                .matcher(template)
                .results()
                .map(parameter -> parameter.group(1))
                .collect(Collectors.toMap(member -> member, member -> matcher.group(position(template, member))));
        return Optional.of(new Operation(name, operation.path("input").asText(), values));
    }

    private static int position(String template, String member) {
        return (int) PARAMETER
                        .matcher(template)
                        .results()
                        .takeWhile(parameter -> !parameter.group(1).equals(member))
                        .count()
                + 1;
    }

    JsonNode shape(String name) {
        return model.path("shapes").required(name);
    }

    /** Status code of an error. */
    int status(String error) {
        return model.path("errors").required(error).asInt();
    }
}
