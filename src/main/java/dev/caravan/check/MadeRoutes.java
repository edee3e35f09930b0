package dev.caravan.check;

import dev.caravan.check.MadeRoute.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.IdAware;

/** Reads the routes that a context has made off their endpoints. */
final class MadeRoutes {

    private final ModelCamelContext context;
    private final List<Route> routes;

    MadeRoutes(ModelCamelContext context, List<Route> routes) {
        this.context = context;
        this.routes = List.copyOf(routes);
    }

    /** @param places where a definition stands; what stands nowhere is left out */
    List<MadeRoute> of(Function<RouteDefinition, Optional<WrittenRoute>> places) {
        List<MadeRoute> made = new ArrayList<>();
        for (Route route : routes) {
            RouteDefinition definition = context.getRouteDefinition(route.getRouteId());
            places.apply(definition)
                    .ifPresent(place -> made.add(new MadeRoute(
                            route.getRouteId(),
                            place.path(),
                            place.line(),
                            route.getEndpoint(),
                            steps(route, lines(definition, place)),
                            isPlain(definition))));
        }
        return made;
    }

    private static List<Step> steps(Route route, Map<String, Integer> lines) {
        List<Step> steps = new ArrayList<>();
        for (Processor processor : route.filter("*")) {
            if (processor instanceof EndpointAware step && step.getEndpoint() != null) {
                String id = processor instanceof IdAware named ? named.getId() : "";
                steps.add(new Step(lines.getOrDefault(id, 0), step.getEndpoint()));
            }
        }
        return steps;
    }

    private static boolean isPlain(RouteDefinition route) {
        return route.getOutputs().stream()
                .allMatch(step -> step instanceof ToDefinition || step instanceof LogDefinition);
    }

    /** Camel tells lines from 0, and of what stands below a step's key rather than of the key. */
    private static Map<String, Integer> lines(RouteDefinition route, WrittenRoute place) {
        Map<String, Integer> lines = new HashMap<>();
        for (ProcessorDefinition<?> step :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)) {
            place.steps().stream()
                    .mapToInt(WrittenStep::line)
                    .filter(line -> line <= step.getLineNumber() + 1)
                    .max()
                    .ifPresent(line -> lines.put(step.getId(), line));
        }
        return lines;
    }
}
