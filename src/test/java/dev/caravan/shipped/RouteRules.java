package dev.caravan.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How route files are written: canonical form, ids and descriptions, every number a property. */
final class RouteRules {

    private static final List<String> ORDER =
            List.of("id", "description", "routeConfigurationId", "autoStartup", "from");
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Set<String> SENDING = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    static List<String> problems(List<RouteFile> files) {
        RouteRules rules = new RouteRules();
        files.forEach(rules::file);
        return rules.problems;
    }

    private void file(RouteFile file) {
        check(file.text().startsWith("# "), file.name(), "begins with a comment that says what it does");
        for (JsonNode entry : file.root()) {
            if (entry.isObject() && entry.size() == 1 && entry.path("route").isObject()) {
                route(file.name(), entry.get("route"));
            } else if (entry.path("templatedRoute").path("routeTemplateRef").isTextual()) {
                id(file.name(), entry.get("templatedRoute"), "routeId");
            } else {
                problems.add(file.name() + ": every entry is a route: in canonical form, or made from a template");
            }
        }
    }

    private void route(String file, JsonNode route) {
        String id = route.path("id").asText();
        String where = file + " " + id;
        id(where, route);
        check(!route.path("description").asText().isBlank(), where, "every route has a description");
        check(inOrder(names(route)), where, "keys stand in the order " + ORDER);
        JsonNode from = route.path("from");
        check(names(from).get(0).equals("uri"), where, "from begins with its uri");
        check(from.path("steps").isArray(), where, "steps stand below from");
        endpoint(where, from);
        from.path("steps").forEach(step -> step(where, step));
    }

    private void step(String where, JsonNode step) {
        if (!step.isObject() || step.size() != 1 || !step.elements().next().isObject()) {
            problems.add(where + ": a step is one key with an object below it, got " + step);
            return;
        }
        String kind = step.fieldNames().next();
        JsonNode body = step.get(kind);
        if (SENDING.contains(kind)) {
            id(where, body);
            endpoint(where, body);
        } else if (body.has("id")) {
            id(where, body);
        }
        body.path("steps").forEach(inner -> step(where, inner));
    }

    private void endpoint(String where, JsonNode endpoint) {
        String uri = endpoint.path("uri").asText();
        check(uri.contains(":") && !uri.contains("?"), where, "options stand below parameters:, not in the uri " + uri);
        for (Map.Entry<String, JsonNode> parameter : endpoint.path("parameters").properties()) {
            boolean number = parameter.getValue().isNumber()
                    || parameter.getValue().asText().matches("\\d+[a-zA-Z]*");
            check(!number, where, "every number is a property: " + parameter);
        }
    }

    private void id(String where, JsonNode named) {
        id(where, named, "id");
    }

    private void id(String where, JsonNode named, String key) {
        String id = named.path(key).asText();
        check(KEBAB_CASE.matcher(id).matches(), where, "has a kebab-case id: '" + id + "'");
        check(id.isEmpty() || ids.add(id), where, "ids are unique: " + id);
    }

    private void check(boolean holds, String where, String rule) {
        if (!holds) {
            problems.add(where + ": " + rule);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean inOrder(List<String> names) {
        return ORDER.containsAll(names)
                && ORDER.stream().filter(names::contains).toList().equals(names);
    }
}
