package dev.caravan.check;

import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.runtime.RouteFile;
import dev.caravan.runtime.RouteFiles;
import dev.caravan.runtime.StartProblem;
import dev.caravan.settings.Settings;
import dev.caravan.usage.RouteUses;
import dev.caravan.usage.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Files of routes in a context of their own, with the components of a start. It is initialised, and never started. */
final class Scratch implements AutoCloseable {

    private final RouteFiles directory;
    private final CaravanRuntime runtime;
    private final Map<String, RouteFile> byLocation = new HashMap<>();

    /** @throws Exception if the settings of Camel itself cannot be used */
    Scratch(Settings settings, RouteFiles directory, AwsClients clients) throws Exception {
        this.directory = directory;
        this.runtime = CaravanRuntime.unstarted(settings, clients);
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

    /** Loads what can be loaded. Configurations come first, as in a start: routes are made with them. */
    List<Finding> load(List<RouteFile> files) {
        RoutesLoader loader = PluginHelper.getRoutesLoader(context());
        List<Finding> faults = new ArrayList<>();
        Map<RouteFile, Collection<RoutesBuilder>> builders = new HashMap<>();
        for (RouteFile file : files) {
            byLocation.put(file.location(), file);
            attempt(
                    file,
                    faults,
                    () -> builders.put(
                            file,
                            loader.findRoutesBuilders(
                                    List.of(ResourceHelper.fromString(file.location(), file.text())))));
        }
        for (RouteFile file : files) {
            for (RoutesBuilder builder : builders.getOrDefault(file, List.of())) {
                if (builder instanceof RouteConfigurationsBuilder configurations) {
                    attempt(file, faults, () -> context().addRoutesConfigurations(configurations));
                }
            }
        }
        for (RouteFile file : files) {
            for (RoutesBuilder builder : builders.getOrDefault(file, List.of())) {
                attempt(file, faults, () -> {
                    context().addRoutes(builder);
                    context().addTemplatedRoutes(builder);
                });
            }
        }
        return faults;
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(RouteFile file, List<Finding> faults, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            int line = 0;
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof MarkedYamlEngineException yaml) {
                    line = yaml.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
                    faults.add(new Finding(Severity.PROBLEM, file.path().toString(), line, yaml.getProblem()));
                    return;
                }
            }
            faults.add(new Finding(Severity.PROBLEM, file.path().toString(), line, reason(e)));
        }
    }

    /**
     * Makes the routes, but for those at whose place a problem is told.
     *
     * @return why one of them cannot be made; then this is of no more use
     */
    Optional<Finding> make(Told told) throws Exception {
        for (RouteDefinition route : List.copyOf(model().getRouteDefinitions())) {
            Optional<WrittenRoute> written = written(route);
            if (written.filter(place -> told.hasProblem(place.path(), place.line(), place.lastLine()))
                    .isPresent()) {
                model().removeRouteDefinition(route);
            }
        }
        try {
            context().init();
            return Optional.empty();
        } catch (Exception e) {
            StartProblem problem = new StartProblem(e, directory, context());
            return Optional.of(problem.routeId()
                    .map(model()::getRouteDefinition)
                    .flatMap(this::written)
                    .map(route -> route.problem(route.line(), route.name() + " cannot be made: " + problem.reason()))
                    .orElseGet(() -> new Finding(Severity.PROBLEM, "", 0, problem.reason())));
        }
    }

    /** The routes that were made. */
    List<MadeRoute> routes() {
        return new MadeRoutes(model(), runtime.made()).of(this::written);
    }

    /** What they use outside of the process. */
    List<Use> uses(Settings settings) {
        return new RouteUses(settings).of(runtime.made());
    }

    private String reason(Exception e) {
        return new StartProblem(e, directory, context()).reason();
    }

    /** Where a route that Camel knows stands in its file; one made from a template, where it is asked for. */
    private Optional<WrittenRoute> written(RouteDefinition route) {
        return instance(route).or(() -> definition(route));
    }

    private Optional<WrittenRoute> instance(RouteDefinition route) {
        return byLocation.values().stream()
                .flatMap(WrittenRoute::in)
                .filter(written -> written.kind() == WrittenRoute.Kind.INSTANCE
                        && !written.id().isEmpty()
                        && written.id().equals(route.getId()))
                .findFirst();
    }

    private Optional<WrittenRoute> definition(RouteDefinition route) {
        RouteFile file = route.getResource() == null
                ? null
                : byLocation.get(route.getResource().getLocation());
        // Camel tells them from 0, and none of a top-level from.
        int line = 1
                + (route.getLineNumber() >= 0
                        ? route.getLineNumber()
                        : route.getInput().getLineNumber());
        return Optional.ofNullable(file).stream()
                .flatMap(WrittenRoute::in)
                .filter(written -> written.line() <= line && line <= written.lastLine())
                .findFirst();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
