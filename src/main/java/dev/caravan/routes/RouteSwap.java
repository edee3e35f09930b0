package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.RouteController;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one edition in the place of another on a running context, as a whole or not at all: routes end only if all that
 * have to can, and if one of the new routes does not start, those that ran before are made again. Used by one thread.
 */
public final class RouteSwap {

    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);
    private static final String ONLY_THESE = "caravan-only-these-routes";

    private final ModelCamelContext context;
    private final HeldFiles held;
    private final Function<Exception, String> reason;

    /**
     * @param held what the context's files say
     * @param reason what a failure of Camel means, in one line
     */
    public RouteSwap(ModelCamelContext context, HeldFiles held, Function<Exception, String> reason) {
        this.context = requireNonNull(context, "context");
        this.held = requireNonNull(held, "held");
        this.reason = requireNonNull(reason, "reason");
    }

    /** @param stopping true once all routes are about to stop: then nothing is started any more */
    Swapped swap(Edition from, Edition to, SwapPlan plan, BooleanSupplier stopping) {
        EndingRoutes ending = new EndingRoutes(context, plan.ending());
        try {
            List<String> stuck = ending.end();
            if (stopping.getAsBoolean()) {
                return Swapped.not(List.of("The edit came while all routes stop"));
            }
            if (!stuck.isEmpty()) {
                ending.resume();
                return Swapped.not(stuck);
            }
        } catch (Exception e) {
            LOG.debug("Stopping {} failed", plan.ending(), e);
            return resumed(ending, e);
        }
        try {
            replace(from, to, plan);
            return Swapped.DONE;
        } catch (Exception e) {
            LOG.debug("Starting {} failed", plan.beginning(), e);
            return back(from, to, plan, reason.apply(e));
        }
    }

    private Swapped resumed(EndingRoutes ending, Exception failure) {
        List<String> problems = new ArrayList<>();
        problems.add("The routes could not be stopped: " + reason.apply(failure));
        try {
            ending.resume();
            return Swapped.not(problems);
        } catch (Exception e) {
            problems.add("Nor could they be started again: " + reason.apply(e));
            return new Swapped(problems, false);
        }
    }

    private Swapped back(Edition from, Edition to, SwapPlan plan, String why) {
        List<String> problems = new ArrayList<>(List.of(why));
        try {
            problems.addAll(new EndingRoutes(context, plan.beginning()).end());
            replace(to, from, plan.reversed());
            return Swapped.not(problems);
        } catch (Exception e) {
            LOG.debug("Starting {} again failed", plan.ending(), e);
            problems.add("Nor could the routes be started again as they were: " + reason.apply(e));
            return new Swapped(problems, false);
        }
    }

    private void replace(Edition from, Edition to, SwapPlan plan) throws Exception {
        for (String route : plan.ending()) {
            RouteDefinition definition = context.getRouteDefinition(route);
            if (definition != null) {
                context.removeRouteDefinition(definition);
            }
        }
        Set<Path> files = to.files().routesThatDifferFrom(from.files());
        files.addAll(to.items().filesOf(plan.beginning()));
        forget(from.items().templatesIn(files), from.items().configurationsIn(files));
        held.hold(to.files());
        load(to.files(), files, plan.beginning());
        start(plan.beginning());
    }

    private void forget(Set<String> templates, Set<String> configurations) throws Exception {
        for (var template : List.copyOf(context.getRouteTemplateDefinitions())) {
            if (templates.contains(template.getId())) {
                context.removeRouteTemplateDefinition(template);
            }
        }
        for (var configuration : List.copyOf(context.getRouteConfigurationDefinitions())) {
            if (configurations.contains(configuration.getId())) {
                context.removeRouteConfiguration(configuration);
            }
        }
    }

    /** All are made before the first is started: most of what can be wrong is found here. */
    private void load(RouteSet set, Set<Path> files, Set<String> routes) throws Exception {
        Registry registry = context.getRegistry();
        boolean autoStartup = context.isAutoStartup();
        registry.bind(ONLY_THESE, new OnlyTheseRoutes(routes));
        context.setAutoStartup(false);
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(set.resources(files));
        } finally {
            context.setAutoStartup(autoStartup);
            registry.unbind(ONLY_THESE);
        }
    }

    private void start(Set<String> routes) throws Exception {
        RouteController controller = context.getRouteController();
        for (String route : routes) {
            if (context.getRoute(route) == null) {
                throw new IllegalStateException("Route " + route + " was not made");
            }
            if (context.getRoute(route).isAutoStartup()) {
                controller.startRoute(route);
            }
        }
    }
}
