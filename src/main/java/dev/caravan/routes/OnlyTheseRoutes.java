package dev.caravan.routes;

import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;

/** Lets a context take some routes out of files only, since the others of these files run. */
final class OnlyTheseRoutes implements RouteBuilderLifecycleStrategy {

    private final Set<String> routes;

    OnlyTheseRoutes(Set<String> routes) {
        this.routes = Set.copyOf(routes);
    }

    @Override
    public void afterConfigure(RouteBuilder builder) {
        builder.getRouteCollection().getRoutes().removeIf(route -> !isWanted(route.getRouteId()));
        builder.getTemplatedRouteCollection().getTemplatedRoutes().removeIf(route -> !isWanted(route.getRouteId()));
    }

    private boolean isWanted(String id) {
        return id != null && routes.contains(id);
    }
}
