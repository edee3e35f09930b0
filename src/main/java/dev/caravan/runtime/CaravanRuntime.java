package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsClients;
import dev.caravan.measure.Measures;
import dev.caravan.observe.ManagementServer;
import dev.caravan.observe.Metrics;
import dev.caravan.observe.ProductVersion;
import dev.caravan.page.OperatorPage;
import dev.caravan.page.activity.Activity;
import dev.caravan.page.snapshot.Snapshots;
import dev.caravan.report.route.ReportEndpoint;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.routes.CandidateCheck;
import dev.caravan.routes.Edition;
import dev.caravan.routes.HeldFiles;
import dev.caravan.routes.RouteFolder;
import dev.caravan.routes.RouteReload;
import dev.caravan.routes.RouteSet;
import dev.caravan.routes.RouteSwap;
import dev.caravan.routes.Trial;
import dev.caravan.settings.Problem;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsCheck;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.UnreadKeys;
import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.BatchSource;
import dev.caravan.source.Drain;
import dev.caravan.trace.Tracing;
import dev.caravan.usage.RouteUses;
import dev.caravan.usage.Use;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * A running Caravan: the routes of one directory on one Camel context. Closing it stops the sources first: they write
 * and acknowledge what is buffered, then leave their group or leases.
 */
public final class CaravanRuntime implements AutoCloseable {

    private final Settings settings;
    private final Main main;
    private final MadeRoutes routes;
    private Optional<Metrics> metrics = Optional.empty();
    private Optional<OperatorPage> page = Optional.empty();
    private Optional<ManagementServer> management = Optional.empty();
    private Optional<Tracing> tracing = Optional.empty();
    private volatile Optional<RouteReload> reload = Optional.empty();

    private CaravanRuntime(Settings settings, AwsClients clients, Measures measures) {
        requireNonNull(clients, "clients");
        this.settings = settings;
        this.routes = new MadeRoutes();
        this.main = Preparation.main(settings, clients, measures, routes);
    }

    /**
     * What is wrong with the files of routes, with values, and with keys that nothing reads, seen before anything starts.
     *
     * @throws dev.caravan.settings.SettingsException naming all of it
     */
    public static void check(Settings settings, Path routes) {
        List<Problem> problems = new ArrayList<>(SettingsCheck.values(settings));
        problems.addAll(SettingsCheck.placeholders(settings));
        try {
            problems.addAll(new UnreadKeys(settings, new RouteFiles(routes).check()).problems());
        } catch (SettingsException unusable) {
            // What these routes read, nobody knows.
            problems.addAll(unusable.problems());
        }
        SettingsException.throwIfAny(problems);
    }

    /** Starts all routes, with metrics of their own. */
    public static CaravanRuntime start(Settings settings, Path routes, AwsClients clients) {
        return start(settings, routes, clients, new Metrics());
    }

    /**
     * Starts what answers probes, then all routes.
     *
     * @param routes directory with {@code *.yaml}
     * @param metrics closed with the runtime
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     * @throws IllegalStateException if a route does not come up for another reason, naming it
     */
    public static CaravanRuntime start(Settings settings, Path routes, AwsClients clients, Metrics metrics) {
        Optional<ManagementPort> port = ManagementPort.from(settings);
        RouteFiles files = checked(routes);
        return made(settings, files, held(routes, settings), clients, metrics.measures(), runtime -> {
            runtime.observe(metrics, port, clients);
            runtime.requireSinks(clients);
            runtime.main.start();
        });
    }

    /**
     * The same, and takes up what is edited while the routes run.
     *
     * @param check of edited files, before they are tried
     * @throws dev.caravan.settings.SettingsException as {@link #start}
     */
    public static CaravanRuntime startLive(
            Settings settings, Path routes, AwsClients clients, Metrics metrics, CandidateCheck check, Clock clock) {
        Optional<ManagementPort> port = ManagementPort.from(settings);
        RouteFiles files = checked(routes);
        RouteFolder folder = new RouteFolder(routes, settings);
        RouteSet set = folder.read();
        HeldFiles held = new HeldFiles(set);
        return made(settings, files, held, clients, metrics.measures(), runtime -> {
            runtime.observe(metrics, port, clients);
            runtime.requireSinks(clients);
            Edition running = Edition.of(set, folder, runtime.context());
            runtime.main.start();
            RouteSwap swap = new RouteSwap((ModelCamelContext) runtime.context(), held, failure -> new StartProblem(
                            failure, files, runtime.context())
                    .exception()
                    .getMessage());
            Trial trial = edited -> tried(settings, files, edited, folder, clients);
            RouteReload edits = new RouteReload(folder, running, check, trial, swap, clock);
            metrics.edits(edits::applied, edits::refused);
            runtime.reload = Optional.of(edits);
            edits.start(runtime.context());
        });
    }

    private static Edition tried(
            Settings settings, RouteFiles files, RouteSet edited, RouteFolder folder, AwsClients clients) {
        try (CaravanRuntime runtime = made(
                settings, files, new HeldFiles(edited), clients, Measures.NONE, made -> made.requireSinks(clients))) {
            return Edition.of(edited, folder, runtime.context());
        }
    }

    /**
     * Everything up to the start: makes the routes, and asks whether the places are there that they write to.
     *
     * @return what the routes use outside of this process
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     */
    public static List<Use> rehearse(Settings settings, Path routes, AwsClients clients) {
        ManagementPort.from(settings);
        return uses(settings, routes, clients, made -> made.requireSinks(clients));
    }

    /**
     * What the routes use outside of this process. Makes routes and endpoints, and starts none.
     *
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     */
    public static List<Use> uses(Settings settings, Path routes, AwsClients clients) {
        return uses(settings, routes, clients, made -> {});
    }

    /**
     * The reports among the routes, which are made and not started.
     *
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     */
    public static List<ReportDefinition> reports(Settings settings, Path routes, AwsClients clients) {
        RouteFiles files = checked(routes);
        try (CaravanRuntime runtime =
                made(settings, files, held(routes, settings), clients, Measures.NONE, made -> {})) {
            return runtime.reports();
        }
    }

    /** The reports among the routes that the context has made, started or not. */
    public List<ReportDefinition> reports() {
        return made().stream()
                .map(Route::getEndpoint)
                .filter(ReportEndpoint.class::isInstance)
                .map(endpoint -> ((ReportEndpoint) endpoint).definition())
                .toList();
    }

    private static List<Use> uses(Settings settings, Path routes, AwsClients clients, Step next) {
        RouteFiles files = checked(routes);
        try (CaravanRuntime runtime = made(settings, files, held(routes, settings), clients, Measures.NONE, next)) {
            return runtime.uses();
        }
    }

    private static RouteFiles checked(Path routes) {
        RouteFiles files = new RouteFiles(routes);
        files.check();
        return files;
    }

    private static HeldFiles held(Path routes, Settings settings) {
        return new HeldFiles(new RouteFolder(routes, settings).read());
    }

    private interface Step {
        void on(CaravanRuntime runtime) throws Exception;
    }

    private static CaravanRuntime made(
            Settings settings, RouteFiles files, HeldFiles held, AwsClients clients, Measures measures, Step next) {
        CaravanRuntime runtime = new CaravanRuntime(settings, clients, measures);
        runtime.main.setRoutesCollector(new HeldRoutes(held));
        try {
            runtime.main.init();
            // Makes routes and endpoints, and starts none.
            runtime.context().init();
            runtime.requireRoutes(files);
            next.on(runtime);
        } catch (Exception e) {
            RuntimeException problem = new StartProblem(e, files, runtime.context()).exception();
            runtime.close();
            throw problem;
        }
        return runtime;
    }

    /** No route, but the components as the settings configure them: for commands that use what routes use. */
    public static CaravanRuntime withoutRoutes(Settings settings, AwsClients clients) throws Exception {
        return bare(settings, clients, runtime -> runtime.main.start());
    }

    /**
     * The same, but nothing is started: for looking at routes without running them, beside others that run. It has the
     * shipped templates; the caller may add routes and initialise the context.
     */
    public static CaravanRuntime unstarted(Settings settings, AwsClients clients) throws Exception {
        return bare(settings, clients, runtime -> {
            runtime.main.init();
            PluginHelper.getRoutesLoader(runtime.context()).loadRoutes(RouteTemplates.of(runtime.context()));
        });
    }

    private static CaravanRuntime bare(Settings settings, AwsClients clients, Step next) throws Exception {
        CaravanRuntime runtime = new CaravanRuntime(settings, clients, Measures.NONE);
        try {
            next.on(runtime);
        } catch (Exception e) {
            runtime.close();
            throw e;
        }
        return runtime;
    }

    private void observe(Metrics taken, Optional<ManagementPort> port, AwsClients clients) {
        metrics = Optional.of(taken);
        settings.find("tracing.endpoint").ifPresent(endpoint -> trace(taken, URI.create(endpoint)));
        Supplier<String> scrape = taken.of(context());
        port.ifPresent(open -> {
            Clock clock = Clock.systemUTC();
            Activity activity = new Activity(clock);
            taken.share(activity);
            OperatorPage shown = new OperatorPage(
                    new Snapshots(context(), activity, () -> reload.map(RouteReload::status), clock, System::nanoTime),
                    new PageParts(settings, clients, context(), this::uses).with(clock));
            page = Optional.of(shown);
            management = Optional.of(open.open(context(), scrape, shown));
        });
    }

    /** Found by the sources when they start. */
    private void trace(Metrics taken, URI endpoint) {
        Tracing spans = new Tracing(endpoint, ProductVersion.text());
        context().getRegistry().bind("caravan-spans", Measures.class, spans.measures());
        taken.spans(spans::sent, spans::lost);
        tracing = Optional.of(spans);
    }

    private void requireSinks(AwsClients clients) {
        SinkPlaces places = new SinkPlaces(clients);
        context().getEndpoints().forEach(places::add);
        if (context().getEndpoints().stream().anyMatch(BatchEndpoint.class::isInstance)) {
            settings.find("dead-letters.bucket").ifPresent(places::addDeadLetters);
        }
        places.require();
    }

    private void requireRoutes(RouteFiles files) {
        if (((ModelCamelContext) context()).getRouteDefinitions().isEmpty()) {
            throw new SettingsException("There is no route in the files *.yaml of " + files.directory());
        }
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** The routes that the context has made, started or not. */
    public List<Route> made() {
        return routes.made();
    }

    /** What the routes use outside of this process. */
    public List<Use> uses() {
        return new RouteUses(settings).of(routes.made());
    }

    /** The batch sources among the routes, in the order of the routes. */
    public List<BatchSource> sources() {
        return List.copyOf(sourcesByRoute().values());
    }

    /** The same by the ids of their routes. */
    public Map<String, BatchSource> sourcesByRoute() {
        Map<String, BatchSource> sources = new LinkedHashMap<>();
        for (Route route : context().getRoutes()) {
            if (route.getConsumer() instanceof BatchSource source) {
                sources.put(route.getRouteId(), source);
            }
        }
        return sources;
    }

    /** What became of edits, if they are taken up. */
    public Optional<RouteReload> reload() {
        return reload;
    }

    /**
     * Drains the sources, all at once, then stops all routes.
     *
     * @return true if nothing was left unacknowledged
     */
    public boolean stop() {
        reload.ifPresent(RouteReload::endSoon);
        boolean drained = drain();
        if (reload.isPresent()) {
            // An edit under way may have started others meanwhile.
            reload.get().close();
            drained &= drain();
        }
        close();
        return drained;
    }

    private boolean drain() {
        List<Consumer> consumers = main.getCamelContext() == null
                ? List.of()
                : context().getRoutes().stream()
                        .map(Route::getConsumer)
                        .filter(BatchSource.class::isInstance)
                        .toList();
        List<BatchSource> sources =
                consumers.stream().map(BatchSource.class::cast).toList();
        return Drain.all(consumers) && sources.stream().allMatch(BatchSource::isDrained);
    }

    /** Probes are answered until the routes have stopped. */
    @Override
    public void close() {
        reload.ifPresent(RouteReload::close);
        main.stop();
        page.ifPresent(OperatorPage::close);
        // No method reference: linking one loads the class, also where nobody makes spans.
        if (tracing.isPresent()) {
            tracing.get().close();
        }
        tracing = Optional.empty();
        management.ifPresent(ManagementServer::close);
        management = Optional.empty();
        metrics.ifPresent(Metrics::close);
        metrics = Optional.empty();
    }
}
