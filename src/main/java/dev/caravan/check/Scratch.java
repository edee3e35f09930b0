package dev.caravan.check;

import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.runtime.RouteFile;
import dev.caravan.runtime.RouteFiles;
import dev.caravan.runtime.StartProblem;
import dev.caravan.usage.RouteUses;
import dev.caravan.usage.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Files of routes in a context of their own, with the components of a start. It is initialised, and never started. */
final class Scratch implements AutoCloseable {

    private final Candidate candidate;
    private final WrittenPlaces places;
    private final Templates templates;
    private final RouteFiles directory;
    private final Told told;
    private final CaravanRuntime runtime;
    private final Map<RouteDefinition, WrittenRoute> instances = new HashMap<>();

    /**
     * @param told what is wrong already, and what is found here
     * @throws Exception if the settings of Camel itself cannot be used
     */
    Scratch(Candidate candidate, RouteFiles directory, AwsClients clients, Told told) throws Exception {
        this.candidate = candidate;
        this.places = new WrittenPlaces(candidate.routes());
        this.templates = candidate.templates();
        this.directory = directory;
        this.told = told;
        this.runtime = CaravanRuntime.unstarted(candidate.settings(), clients);
    }

    /** Lets the components find their clients, as they do in a start before the first route is made. */
    void ready() {
        context().init();
    }

    CamelContext context() {
        return runtime.context();
    }

    private ModelCamelContext model() {
        return (ModelCamelContext) runtime.context();
    }

    /**
     * Loads what can be loaded, in the order of a start: configurations, with which routes are made; routes and templates
     * of all files; routes made from templates.
     */
    void load(List<RouteFile> files) {
        RoutesLoader loader = PluginHelper.getRoutesLoader(context());
        Map<RouteFile, List<RoutesBuilder>> builders = new LinkedHashMap<>();
        for (RouteFile file : files) {
            attempt(
                    file,
                    () -> builders.put(
                            file,
                            List.copyOf(loader.findRoutesBuilders(
                                    List.of(ResourceHelper.fromString(file.location(), file.text()))))));
        }
        builders.forEach((file, list) -> list.forEach(builder -> {
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                attempt(file, () -> context().addRoutesConfigurations(configurations));
            }
        }));
        builders.forEach((file, list) ->
                list.forEach(builder -> attempt(file, () -> context().addRoutes(builder))));
        builders.forEach((file, list) -> list.forEach(builder -> fromTemplates(file, builder)));
    }

    /** One by one: Camel itself stops at the first fault. */
    private void fromTemplates(RouteFile file, RoutesBuilder builder) {
        Iterator<WrittenRoute> asked = places.in(file.location()).stream()
                .filter(route -> route.kind() == WrittenRoute.Kind.INSTANCE)
                .iterator();
        for (TemplatedRouteDefinition instance :
                ((RouteBuilder) builder).getTemplatedRouteCollection().getTemplatedRoutes()) {
            WrittenRoute place = asked.next();
            if (!isKnownNotToWork(place)) {
                try {
                    model().addRouteFromTemplatedRoute(instance);
                    List<RouteDefinition> made = model().getRouteDefinitions();
                    instances.put(made.get(made.size() - 1), place);
                } catch (Exception e) {
                    told.add(unmade(place, problem(e)));
                }
            }
        }
    }

    /** Its own faults are told, and those of its template, which a file that was left out may hold. */
    private boolean isKnownNotToWork(WrittenRoute instance) {
        return hasProblem(instance)
                || model().getRouteTemplateDefinition(instance.template()) == null
                || templates
                        .of(instance)
                        .filter(template -> hasProblem(template.route()))
                        .isPresent();
    }

    private boolean hasProblem(WrittenRoute route) {
        return told.hasProblem(route.path(), route.lines());
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(RouteFile file, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            StartProblem problem = problem(e);
            told.add(new Finding(Severity.PROBLEM, file.path().toString(), problem.line(), problem.reason()));
        }
    }

    /**
     * Makes the routes, but for those at whose place a problem is told.
     *
     * @return why one of them cannot be made; then this is of no more use
     */
    Optional<Finding> make() throws Exception {
        for (RouteDefinition route : List.copyOf(model().getRouteDefinitions())) {
            if (written(route).filter(this::hasProblem).isPresent()) {
                model().removeRouteDefinition(route);
            }
        }
        try {
            context().init();
            return Optional.empty();
        } catch (Exception e) {
            StartProblem problem = problem(e);
            return Optional.of(problem.routeId()
                    .map(model()::getRouteDefinition)
                    .flatMap(this::written)
                    .map(route -> unmade(route, problem))
                    .orElseGet(() -> new Finding(Severity.PROBLEM, "", 0, problem.reason())));
        }
    }

    private StartProblem problem(Exception e) {
        return new StartProblem(e, directory, context());
    }

    private static Finding unmade(WrittenRoute route, StartProblem problem) {
        return route.problem(route.line(), route.name() + " cannot be made: " + problem.reason());
    }

    /** The routes that were made, but for those that stand in no file. */
    List<MadeRoute> routes() {
        List<MadeRoute> made = new ArrayList<>();
        for (Route route : runtime.made()) {
            RouteDefinition definition = (RouteDefinition) route.getRoute();
            written(definition).ifPresent(place -> made.add(MadeRoute.of(route, definition, place)));
        }
        return made;
    }

    /** What they use outside of the process. */
    List<Use> uses() {
        return new RouteUses(candidate.settings()).of(runtime.made());
    }

    /** Where a route that Camel knows stands in its file; one made from a template, where it is asked for. */
    private Optional<WrittenRoute> written(RouteDefinition route) {
        if (instances.containsKey(route)) {
            return Optional.of(instances.get(route));
        }
        // Camel tells them from 0, and none of a top-level from.
        int line = 1
                + (route.getLineNumber() >= 0
                        ? route.getLineNumber()
                        : route.getInput().getLineNumber());
        return Optional.ofNullable(route.getResource()).flatMap(file -> places.at(file.getLocation(), line));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
