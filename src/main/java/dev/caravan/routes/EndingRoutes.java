package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import dev.caravan.source.BatchSource;
import dev.caravan.source.Drain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.spi.RouteController;

/** Running routes on their way to a stop, from which they can come back as they were. Used by one thread. */
final class EndingRoutes {

    /** How long a step under way may take in a route that no batch source drives. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RouteController controller;
    private final List<Route> routes;

    /** @param ids of which those count that run now */
    EndingRoutes(CamelContext context, Set<String> ids) {
        this.controller = requireNonNull(context, "context").getRouteController();
        this.routes = ids.stream()
                .map(context::getRoute)
                .filter(Objects::nonNull)
                .filter(route -> controller.getRouteStatus(route.getRouteId()).isStarted())
                .toList();
    }

    /**
     * Drains the sources, all at once: what is pinned is acknowledged under the definition that it was pinned under.
     *
     * @return what could not end, one line each
     */
    List<String> end() throws Exception {
        List<Consumer> sources = routes.stream()
                .map(Route::getConsumer)
                .filter(BatchSource.class::isInstance)
                .toList();
        Drain.all(sources);
        List<String> stuck = new ArrayList<>();
        for (Route route : routes) {
            if (route.getConsumer() instanceof BatchSource source && !hasDrained(source)) {
                stuck.add("Route " + route.getRouteId() + " could not write and acknowledge what it had read within its"
                        + " drainTimeout");
            }
        }
        for (Route route : stuck.isEmpty() ? routes : List.<Route>of()) {
            if (!controller.stopRoute(route.getRouteId(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS, true)) {
                stuck.add("Route " + route.getRouteId() + " is still at work after " + PATIENCE.toSeconds() + " s");
            }
        }
        return stuck;
    }

    /** One that failed drains never; another definition may be what mends it. */
    private static boolean hasDrained(BatchSource source) {
        return source.failure().isPresent() || source.isDrained();
    }

    /** Sources that were stopped replay what they had pinned. */
    void resume() throws Exception {
        for (Route route : routes) {
            String id = route.getRouteId();
            if (route.getConsumer() instanceof BatchSource) {
                controller.stopRoute(id, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (controller.getRouteStatus(id).isStopped()) {
                controller.startRoute(id);
            }
        }
    }
}
