package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsClients;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.deadletter.DeadLetterWriter;
import dev.caravan.deadletter.S3DeadLetters;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.object.ObjectWriter;
import dev.caravan.object.Prefix;
import dev.caravan.object.S3Bucket;
import dev.caravan.routes.CandidateCheck;
import dev.caravan.routes.Edition;
import dev.caravan.routes.HeldFiles;
import dev.caravan.routes.RouteFolder;
import dev.caravan.routes.RouteReload;
import dev.caravan.routes.RouteSet;
import dev.caravan.routes.RouteSwap;
import dev.caravan.routes.Trial;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.UnreadKeys;
import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.BatchSource;
import dev.caravan.source.Drain;
import dev.caravan.source.kafka.KafkaBatchComponent;
import dev.caravan.transform.SplitSupport;
import dev.caravan.usage.RouteUses;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/**
 * A running Caravan: the routes of one directory on one Camel context. Closing it stops the sources first: they write
 * and acknowledge what is buffered, then leave their group or leases.
 */
public final class CaravanRuntime implements AutoCloseable {

    private final Main main;
    private final MadeRoutes routes;
    private volatile Optional<RouteReload> reload = Optional.empty();

    private CaravanRuntime(Main main, MadeRoutes routes) {
        this.main = main;
        this.routes = routes;
    }

    /**
     * What is wrong with the files of routes and with keys that nothing reads, seen before anything starts.
     *
     * @throws dev.caravan.settings.SettingsException naming all of it
     */
    public static void check(Settings settings, Path routes) {
        new UnreadKeys(settings, new RouteFiles(routes).check()).require();
    }

    /**
     * Starts all routes.
     *
     * @param routes directory with {@code *.yaml}
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     * @throws IllegalStateException if a route does not come up for another reason, naming it
     */
    public static CaravanRuntime start(Settings settings, Path routes, AwsClients clients) {
        RouteFiles files = checked(routes);
        return made(settings, files, held(routes, settings), clients, ManagementPort.from(settings), runtime -> {
            runtime.requireSinks(settings, clients);
            runtime.main.start();
        });
    }

    /**
     * Starts all routes, and takes up what is edited while they run.
     *
     * @param check of edited files, before they are tried
     * @throws dev.caravan.settings.SettingsException as {@link #start}
     */
    public static CaravanRuntime startLive(
            Settings settings, Path routes, AwsClients clients, CandidateCheck check, Clock clock) {
        RouteFiles files = checked(routes);
        RouteFolder folder = new RouteFolder(routes, settings);
        RouteSet set = folder.read();
        HeldFiles held = new HeldFiles(set);
        return made(settings, files, held, clients, ManagementPort.from(settings), runtime -> {
            runtime.requireSinks(settings, clients);
            Edition running = Edition.of(set, folder, runtime.context());
            runtime.main.start();
            RouteSwap swap = new RouteSwap((ModelCamelContext) runtime.context(), held, failure -> new StartProblem(
                            failure, files, runtime.context())
                    .exception()
                    .getMessage());
            Trial trial = edited -> tried(settings, files, edited, folder, clients);
            runtime.reload = Optional.of(new RouteReload(folder, running, check, trial, swap, clock));
            runtime.reload.get().start(runtime.context());
        });
    }

    private static Edition tried(
            Settings settings, RouteFiles files, RouteSet edited, RouteFolder folder, AwsClients clients) {
        Step requireSinks = made -> made.requireSinks(settings, clients);
        try (CaravanRuntime runtime =
                made(settings, files, new HeldFiles(edited), clients, Optional.empty(), requireSinks)) {
            return Edition.of(edited, folder, runtime.context());
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

    /**
     * What the routes use outside of this process. Makes routes and endpoints, and starts none.
     *
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     */
    public static List<Use> uses(Settings settings, Path routes, AwsClients clients) {
        RouteFiles files = checked(routes);
        try (CaravanRuntime runtime =
                made(settings, files, held(routes, settings), clients, Optional.empty(), made -> {})) {
            return new RouteUses(settings).of(runtime.routes.made());
        }
    }

    private interface Step {
        void on(CaravanRuntime runtime) throws Exception;
    }

    private static CaravanRuntime made(
            Settings settings,
            RouteFiles files,
            HeldFiles held,
            AwsClients clients,
            Optional<ManagementPort> management,
            Step next) {
        requireNonNull(clients, "clients");
        MadeRoutes made = new MadeRoutes();
        Main main = prepared(settings, clients, made);
        main.setRoutesCollector(new HeldRoutes(held));
        management.ifPresent(ManagementPort::requireFree);
        management.ifPresent(port -> port.openFor(main));
        CaravanRuntime runtime = new CaravanRuntime(main, made);
        try {
            main.init();
            // Makes routes and endpoints, and starts none.
            main.getCamelContext().init();
            runtime.requireRoutes(files);
            next.on(runtime);
        } catch (Exception e) {
            RuntimeException problem = new StartProblem(e, files, main.getCamelContext()).exception();
            runtime.close();
            throw problem;
        }
        return runtime;
    }

    /** No route, but the components as the settings configure them: for commands that use what routes use. */
    public static CaravanRuntime withoutRoutes(Settings settings, AwsClients clients) throws Exception {
        requireNonNull(clients, "clients");
        MadeRoutes made = new MadeRoutes();
        CaravanRuntime runtime = new CaravanRuntime(prepared(settings, clients, made), made);
        try {
            runtime.main.start();
        } catch (Exception e) {
            runtime.close();
            throw e;
        }
        return runtime;
    }

    private static Main prepared(Settings settings, AwsClients clients, MadeRoutes made) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(settings.asProperties());
        // Routes come from HeldRoutes, or there are none.
        main.configure().withRoutesIncludePattern("false");
        main.configure().withName("caravan");
        // Settings have their order already: file, environment, command line. Camel would put the environment last.
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false);
        main.configure().withAutoConfigurationSystemPropertiesEnabled(false);
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.addMainListener(new Preparation(settings, clients, made));
        return main;
    }

    private void requireSinks(Settings settings, AwsClients clients) {
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

    /** The batch sources among the routes, in the order of the routes. */
    public List<BatchSource> sources() {
        return consumers().stream().map(BatchSource.class::cast).toList();
    }

    private List<Consumer> consumers() {
        return context().getRoutes().stream()
                .map(Route::getConsumer)
                .filter(BatchSource.class::isInstance)
                .toList();
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
        main.stop();
        return drained;
    }

    private boolean drain() {
        List<Consumer> consumers = main.getCamelContext() == null ? List.of() : consumers();
        List<BatchSource> sources =
                consumers.stream().map(BatchSource.class::cast).toList();
        return Drain.all(consumers) && sources.stream().allMatch(BatchSource::isDrained);
    }

    /** What became of edits, if they are taken up. */
    public Optional<RouteReload> reload() {
        return reload;
    }

    @Override
    public void close() {
        reload.ifPresent(RouteReload::close);
        main.stop();
    }

    /** What the context needs before the first route is loaded. */
    private static final class Preparation extends MainListenerSupport {

        private final Settings settings;
        private final AwsClients clients;
        private final MadeRoutes made;

        Preparation(Settings settings, AwsClients clients, MadeRoutes made) {
            this.settings = settings;
            this.clients = clients;
            this.made = made;
        }

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            CamelContext context = main.getCamelContext();
            context.addLifecycleStrategy(made);
            clients.bindTo(context.getRegistry());
            context.getComponent("kafka-batch", KafkaBatchComponent.class)
                    .setAdditionalProperties(KafkaSettings.client(settings));
            PropertiesComponent placeholders = (PropertiesComponent) context.getPropertiesComponent();
            placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
            settings.bytes("batch.memory-budget")
                    .ifPresent(bytes -> context.getRegistry().bind("caravan-memory-budget", new MemoryBudget(bytes)));
            SplitSupport.install(context);
            settings.find("dead-letters.bucket").ifPresent(bucket -> bindDeadLetters(context, bucket));
            // The source says once a batch what failed; Camel would log every record of a split with its stack trace.
            RedeliveryPolicyDefinition quiet = new RedeliveryPolicyDefinition();
            quiet.setLogExhausted("false");
            DefaultErrorHandlerDefinition errors = new DefaultErrorHandlerDefinition();
            // The policy is heard only where something is redelivered, which we never do here.
            errors.setLevel("OFF");
            errors.setRedeliveryPolicy(quiet);
            context.getCamelContextExtension().setErrorHandlerFactory(errors);
        }

        private void bindDeadLetters(CamelContext context, String name) {
            S3Bucket bucket = new S3Bucket(context, clients.s3(), name);
            try {
                context.addService(bucket);
            } catch (Exception e) {
                throw new IllegalStateException("The bucket of the dead letters, " + name + ", cannot be used", e);
            }
            context.getRegistry()
                    .bind(
                            "caravan-dead-letters",
                            DeadLetterWriter.class,
                            new S3DeadLetters(
                                    new ObjectWriter(bucket, new Retry(Backoff.DEFAULT)),
                                    new Prefix(
                                            settings.find("dead-letters.prefix").orElse(""))));
        }
    }
}
