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
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.spi.RouteController;

/** Running routes on their way to a stop, from which they can come back as they were. Used by one thread. */
final class EndingRoutes {

    /** How long a step under way may take in a route that no batch source drives. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RouteController controller;
    private final List<Route> driven;
    private final List<Route> others;

    /** @param ids of which those count that run now */
    EndingRoutes(CamelContext context, Set<String> ids) {
        this.controller = requireNonNull(context, "context").getRouteController();
        List<Route> running = ids.stream()
                .map(context::getRoute)
                .filter(Objects::nonNull)
                .filter(route -> status(route).isStarted())
                .toList();
        this.driven = running.stream()
                .filter(route -> route.getConsumer() instanceof BatchSource)
                .toList();
        this.others = running.stream().filter(route -> !driven.contains(route)).toList();
    }

    private ServiceStatus status(Route route) {
        return controller.getRouteStatus(route.getRouteId());
    }

    /**
     * Drains the sources first, all at once: what is pinned is acknowledged under the definition that it was pinned under,
     * through all routes that it passes.
     *
     * @return what could not end, one line each
     */
    List<String> end() throws Exception {
        Drain.all(driven.stream().map(Route::getConsumer).toList());
        List<String> stuck = new ArrayList<>();
        for (Route route : driven) {
            if (!hasDrained((BatchSource) route.getConsumer())) {
                stuck.add("Route " + route.getRouteId() + " could not write and acknowledge what it had read within its"
                        + " drainTimeout");
            }
        }
        for (Route route : stuck.isEmpty() ? others : List.<Route>of()) {
            if (!stop(route)) {
                stuck.add("Route " + route.getRouteId() + " is still at work after " + PATIENCE.toSeconds() + " s");
            }
        }
        for (Route route : stuck.isEmpty() ? driven : List.<Route>of()) {
            stop(route);
        }
        return stuck;
    }

    private boolean stop(Route route) throws Exception {
        return controller.stopRoute(route.getRouteId(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS, true);
    }

    /** One that failed drains never; another definition may be what mends it. */
    private static boolean hasDrained(BatchSource source) {
        return source.failure().isPresent() || source.isDrained();
    }

    /** After an {@link #end()} that could not: sources replay what they had pinned. */
    void resume() throws Exception {
        for (Route route : others) {
            startIfStopped(route);
        }
        for (Route route : driven) {
            startIfStopped(route);
            // Not by its route, which would begin with a new consumer while the health check still asks the old one.
            route.getConsumer().start();
        }
    }

    private void startIfStopped(Route route) throws Exception {
        if (status(route).isStopped()) {
            controller.startRoute(route.getRouteId());
        }
    }
}
