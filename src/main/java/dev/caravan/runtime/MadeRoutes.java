package dev.caravan.runtime;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;

/** The routes that a context has made; its own list has none before they start. */
final class MadeRoutes extends LifecycleStrategySupport {

    private final List<Route> routes = new CopyOnWriteArrayList<>();

    @Override
    public void onRouteContextCreate(Route route) {
        routes.add(route);
    }

    @Override
    public void onRoutesRemove(Collection<Route> removed) {
        routes.removeAll(removed);
    }

    List<Route> made() {
        return List.copyOf(routes);
    }
}
