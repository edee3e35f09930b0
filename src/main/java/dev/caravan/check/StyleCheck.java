package dev.caravan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Routes and steps have names that logs, metrics and dead letters can be read by, and say what they are for. */
final class StyleCheck implements Check {

    private static final Set<String> SENDING = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll");
    /** What stays in the process. */
    private static final Set<String> INSIDE = Set.of("direct", "log", "records", "bean", "language", "json-validator");

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        candidate.written().forEach(route -> {
            switch (route.kind()) {
                case NAMELESS ->
                    findings.add(route.warning(
                            route.line(), "this route has no id and no description: begin it with \"- route:\""));
                case ROUTE -> {
                    require(route, "id", findings);
                    require(route, "description", findings);
                    steps(route, findings);
                }
                case INSTANCE -> require(route, "routeId", findings);
                // Its steps get their names where it is used.
                case TEMPLATE -> {
                    require(route, "id", findings);
                    require(route, "description", findings);
                }
            }
        });
        return findings;
    }

    private static void require(WrittenRoute route, String key, List<Finding> findings) {
        if (YamlTree.text(route.body(), key).isBlank()) {
            findings.add(route.warning(route.line(), route.name() + " has no " + key));
        }
    }

    private static void steps(WrittenRoute route, List<Finding> findings) {
        for (WrittenStep step : route.steps()) {
            if (SENDING.contains(step.kind())
                    && !INSIDE.contains(step.scheme())
                    && step.id().isBlank()) {
                String what = step.body() instanceof ScalarNode
                        ? "write it as a mapping with id and uri"
                        : "logs and metrics name steps by it";
                findings.add(route.warning(
                        step.line(), "the step " + step.kind() + " leaves the process and has no id: " + what));
            }
        }
    }
}
