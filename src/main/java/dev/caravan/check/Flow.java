package dev.caravan.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps that a record meets, in their order: those of a route, and of each route that it reaches through {@code
 * direct:}.
 *
 * @param source where it begins
 */
record Flow(WrittenRoute route, WrittenStep source, List<Met> steps) {

    /** Where records become durable. */
    static final Set<String> SINKS =
            Set.of("lake", "dynamodb-batch", "kafka-batch", "aws2-s3", "aws2-ddb", "aws2-kinesis", "kafka");

    /** A step and the route in which it stands. */
    record Met(WrittenRoute route, WrittenStep step) {}

    Flow {
        steps = List.copyOf(steps);
    }

    /** Those that begin with anything else than {@code direct:}. */
    static List<Flow> of(Candidate candidate) {
        Placeholders placeholders = candidate.placeholders();
        Map<String, WrittenRoute> entrances = new HashMap<>();
        List<WrittenRoute> routes = candidate.routes().toList();
        routes.forEach(route -> route.from()
                .filter(from -> from.scheme().equals("direct"))
                .flatMap(from -> DirectCheck.name(from, placeholders))
                .ifPresent(name -> entrances.putIfAbsent(name, route)));
        List<Flow> flows = new ArrayList<>();
        routes.forEach(route -> route.from()
                .filter(from -> !from.scheme().equals("direct"))
                .ifPresent(from -> {
                    List<Met> met = new ArrayList<>();
                    follow(route, entrances, placeholders, new HashSet<>(), met);
                    flows.add(new Flow(route, from, met));
                }));
        return flows;
    }

    private static void follow(
            WrittenRoute route,
            Map<String, WrittenRoute> entrances,
            Placeholders placeholders,
            Set<WrittenRoute> seen,
            List<Met> met) {
        if (!seen.add(route)) {
            return;
        }
        for (WrittenStep step : route.steps()) {
            met.add(new Met(route, step));
            if (step.scheme().equals("direct")) {
                DirectCheck.name(step, placeholders)
                        .map(entrances::get)
                        .ifPresent(next -> follow(next, entrances, placeholders, seen, met));
            }
        }
    }

    boolean feedsASink() {
        return steps.stream().anyMatch(met -> SINKS.contains(met.step().scheme()));
    }
}
