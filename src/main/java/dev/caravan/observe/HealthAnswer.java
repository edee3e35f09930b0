package dev.caravan.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * The state of all health checks of a context, or of those that count for a kind of probe: {@code status}, and for each
 * check {@code name}, {@code status} and {@code message}. Never an exception's text, which may quote what it should not.
 *
 * @param isUp false if a platform should act on it
 */
record HealthAnswer(boolean isUp, String json) {

    /** Otherwise Camel leaves out what is well as soon as something is not. */
    private static final String ALL = "full";

    static HealthAnswer ofAll(CamelContext context) {
        return of(HealthCheckHelper.invoke(context, ALL), false);
    }

    /** Whether a restart would help. */
    static HealthAnswer ofLiveness(CamelContext context) {
        return of(HealthCheckHelper.invokeLiveness(context, ALL), false);
    }

    /** Whether it does its work. */
    static HealthAnswer ofReadiness(CamelContext context) {
        return of(HealthCheckHelper.invokeReadiness(context, ALL), true);
    }

    private static HealthAnswer of(Collection<HealthCheck.Result> results, boolean readiness) {
        boolean up = HealthCheckHelper.isResultsUp(results, readiness);
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("status", up ? "UP" : "DOWN");
        ArrayNode checks = root.putArray("checks");
        for (HealthCheck.Result result : results) {
            ObjectNode check = checks.addObject()
                    .put("name", result.getCheck().getId())
                    .put("status", result.getState().name());
            result.getMessage().ifPresent(message -> check.put("message", message));
        }
        return new HealthAnswer(up, root.toString());
    }
}
