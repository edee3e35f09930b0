package dev.caravan.runtime;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;

/** The routes that a context has made; its own list has none before they start. */
final class MadeRoutes extends LifecycleStrategySupport {

    private final List<Route> routes = new ArrayList<>();

    @Override
    public void onRouteContextCreate(Route route) {
        routes.add(route);
    }

    List<Route> made() {
        return List.copyOf(routes);
    }
}
