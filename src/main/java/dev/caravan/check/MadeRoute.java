package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import dev.caravan.lake.LakeEndpoint;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;

/**
 * A route as Camel made it of what is written: placeholders, defaults and templates are resolved.
 *
 * @param file as a user would write it
 * @param line where it begins
 * @param steps those with an endpoint, in their order
 * @param isPlain whether it has no others, which could make anything of a record
 */
record MadeRoute(String id, String file, int line, Endpoint source, List<Step> steps, boolean isPlain) {

    /** @param line where the step begins; 0 if that is not known */
    record Step(int line, Endpoint endpoint) {

        Step {
            requireNonNull(endpoint, "endpoint");
        }
    }

    MadeRoute {
        requireNonNull(id, "id");
        requireNonNull(file, "file");
        requireNonNull(source, "source");
        steps = List.copyOf(steps);
    }

    Finding problem(int at, String message) {
        return new Finding(Severity.PROBLEM, file, at == 0 ? line : at, message);
    }

    Finding warning(int at, String message) {
        return new Finding(Severity.WARNING, file, at == 0 ? line : at, message);
    }

    Stream<Step> lakes() {
        return steps.stream().filter(step -> step.endpoint() instanceof LakeEndpoint);
    }

    /** {@code route ID (FILE:LINE)}, for the messages of others. */
    String place() {
        return "route " + id + " (" + file + ":" + line + ")";
    }
}
