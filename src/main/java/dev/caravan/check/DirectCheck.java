package dev.caravan.check;

import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever is sent to {@code direct:NAME} arrives: exactly one route begins with it. */
final class DirectCheck implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        Placeholders placeholders = candidate.placeholders();
        List<WrittenRoute> routes = candidate.routes().toList();
        Map<String, WrittenRoute> entrances = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        boolean open = !candidate.complete();
        for (WrittenRoute route : routes) {
            Optional<WrittenStep> from =
                    route.from().filter(step -> step.scheme().equals("direct"));
            if (from.isEmpty()) {
                // Where a route begins whose template is not there, or that a setting tells, is not known here.
                open |= route.from()
                        .filter(step -> !step.scheme().startsWith("{{"))
                        .isEmpty();
                continue;
            }
            Optional<String> name = name(from.get(), placeholders);
            if (name.isEmpty()) {
                open = true;
                continue;
            }
            WrittenRoute first = entrances.putIfAbsent(name.get(), route);
            if (first != null) {
                findings.add(route.problem(
                        from.get().lineOf(""),
                        "direct:" + name.get() + " is where " + first.name() + " begins already (" + first.path() + ":"
                                + first.line() + "); one route can"));
            }
        }
        if (!open) {
            routes.forEach(route -> dangling(route, entrances, placeholders, findings));
        }
        return findings;
    }

    private static void dangling(
            WrittenRoute route,
            Map<String, WrittenRoute> entrances,
            Placeholders placeholders,
            List<Finding> findings) {
        for (WrittenStep step : route.steps()) {
            if (step.scheme().equals("direct")) {
                name(step, placeholders)
                        .filter(name -> !name.contains("${") && !entrances.containsKey(name))
                        .ifPresent(name -> findings.add(route.problem(
                                step.lineOf(""),
                                "no route begins with direct:" + name
                                        + Misspelling.nearest(name, entrances.keySet())
                                                .map(near -> ": did you mean direct:" + near + "?")
                                                .orElse(": what is sent to it would fail"))));
            }
        }
    }

    /** What follows {@code direct:}, without options, or else the option that stands for it. */
    static Optional<String> name(WrittenStep step, Placeholders placeholders) {
        return step.uri()
                .map(uri ->
                        uri.contains(":") ? uri : "direct:" + step.parameters().get("name"))
                .flatMap(placeholders::resolve)
                .map(uri -> uri.replaceFirst("^direct:(//)?", "").replaceFirst("\\?.*$", ""));
    }
}
