package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import dev.caravan.lake.LakeEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.StringHelper;

/**
 * A route as Camel made it of what is written: placeholders, defaults and templates are resolved.
 *
 * @param steps those with an endpoint, in their order
 * @param isPlain whether it has no others, which could make anything of a record
 */
record MadeRoute(String id, WrittenRoute written, Endpoint source, List<Step> steps, boolean isPlain) {

    /** @param written empty if it is not known where it stands */
    record Step(Optional<WrittenStep> written, Endpoint endpoint) {

        Step {
            requireNonNull(written, "written");
            requireNonNull(endpoint, "endpoint");
        }
    }

    MadeRoute {
        requireNonNull(id, "id");
        requireNonNull(written, "written");
        requireNonNull(source, "source");
        steps = List.copyOf(steps);
    }

    static MadeRoute of(Route route, RouteDefinition definition, WrittenRoute written) {
        List<WrittenStep> places = new ArrayList<>(written.steps());
        List<Step> steps = new ArrayList<>();
        for (Processor processor : route.filter("*")) {
            if (processor instanceof EndpointAware step && step.getEndpoint() != null) {
                steps.add(new Step(next(places, step.getEndpoint()), step.getEndpoint()));
            }
        }
        boolean plain = definition.getOutputs().stream()
                .allMatch(step -> step instanceof ToDefinition || step instanceof LogDefinition);
        return new MadeRoute(route.getRouteId(), written, route.getEndpoint(), steps, plain);
    }

    /** Both have their order; ids and lines are Camel's own where a template is made into a route. */
    private static Optional<WrittenStep> next(List<WrittenStep> places, Endpoint endpoint) {
        String scheme = StringHelper.before(endpoint.getEndpointUri(), ":");
        for (int at = 0; at < places.size(); at++) {
            WrittenStep place = places.get(at);
            if (place.scheme().equals(scheme)) {
                places.subList(0, at + 1).clear();
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** At an option of the source. */
    Finding problem(String option, String message) {
        return written.problem(line(written.from(), option), message);
    }

    /** At an option of a step. */
    Finding problem(Step step, String option, String message) {
        return written.problem(line(step.written(), option), message);
    }

    Finding warning(Step step, String option, String message) {
        return written.warning(line(step.written(), option), message);
    }

    private int line(Optional<WrittenStep> step, String option) {
        return step.map(known -> known.lineOf(option)).orElseGet(this::line);
    }

    String file() {
        return written.path();
    }

    int line() {
        return written.line();
    }

    Stream<Step> lakes() {
        return steps.stream().filter(step -> step.endpoint() instanceof LakeEndpoint);
    }

    /** {@code route ID (FILE:LINE)}, for the messages of others. */
    String place() {
        return "route " + id + " (" + file() + ":" + line() + ")";
    }
}
