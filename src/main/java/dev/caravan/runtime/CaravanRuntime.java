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
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.UnreadKeys;
import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.BatchSource;
import dev.caravan.source.kafka.KafkaBatchComponent;
import dev.caravan.transform.SplitSupport;
import dev.caravan.usage.RouteUses;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return made(settings, routes, clients, runtime -> {
            runtime.requireSinks(settings, clients);
            runtime.main.start();
        });
    }

    /**
     * What the routes use outside of this process. Makes routes and endpoints, and starts none.
     *
     * @throws dev.caravan.settings.SettingsException if a file, a route or a setting cannot be used, naming it
     */
    public static List<Use> uses(Settings settings, Path routes, AwsClients clients) {
        // Another instance may be running with the very same settings.
        Settings withoutPort = settings.with(Map.of("management.port", ""), "no port is needed to look at routes");
        try (CaravanRuntime runtime = made(withoutPort, routes, clients, made -> {})) {
            return new RouteUses(settings).of(runtime.routes.made());
        }
    }

    private interface Step {
        void on(CaravanRuntime runtime) throws Exception;
    }

    private static CaravanRuntime made(Settings settings, Path routes, AwsClients clients, Step next) {
        requireNonNull(clients, "clients");
        RouteFiles files = new RouteFiles(routes);
        files.check();
        MadeRoutes made = new MadeRoutes();
        Main main = prepared(settings, files.pattern(), clients, made);
        Optional<ManagementPort> management = ManagementPort.from(settings);
        management.ifPresent(ManagementPort::requireFree);
        management.ifPresent(port -> port.openFor(main));
        CaravanRuntime runtime = new CaravanRuntime(main, made);
        try {
            main.init();
            // Makes routes and endpoints, and starts none.
            main.getCamelContext().init();
            runtime.requireRoutes(routes);
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
        CaravanRuntime runtime = new CaravanRuntime(prepared(settings, "false", clients, made), made);
        try {
            runtime.main.start();
        } catch (Exception e) {
            runtime.close();
            throw e;
        }
        return runtime;
    }

    private static Main prepared(Settings settings, String routes, AwsClients clients, MadeRoutes made) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(settings.asProperties());
        main.configure().withRoutesIncludePattern(routes);
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

    private void requireRoutes(Path routes) {
        if (((ModelCamelContext) context()).getRouteDefinitions().isEmpty()) {
            throw new SettingsException("There is no route in the files *.yaml of " + routes.toAbsolutePath());
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
        List<Consumer> consumers = main.getCamelContext() == null ? List.of() : consumers();
        List<BatchSource> sources =
                consumers.stream().map(BatchSource.class::cast).toList();
        boolean drained = Drain.all(consumers) && sources.stream().allMatch(BatchSource::isDrained);
        main.stop();
        return drained;
    }

    @Override
    public void close() {
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
