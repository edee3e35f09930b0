package dev.caravan.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No two routes or steps have one id, over all files. */
final class DuplicateIds implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        Map<String, String> places = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        candidate.routes().forEach(route -> {
            boolean made = route.kind() == WrittenRoute.Kind.INSTANCE;
            take(route, route.id(), route.lineOf(made ? "routeId" : "id"), places, findings);
            // The steps of a template have one id in all that is made from it.
            if (!made) {
                route.steps().forEach(step -> take(route, step.id(), step.line(), places, findings));
            }
        });
        return findings;
    }

    private static void take(
            WrittenRoute route, String id, int line, Map<String, String> places, List<Finding> findings) {
        if (!id.isBlank()) {
            String first = places.putIfAbsent(id, route.path() + ":" + line);
            if (first != null) {
                findings.add(route.problem(line, "the id " + id + " is taken by " + first));
            }
        }
    }
}
