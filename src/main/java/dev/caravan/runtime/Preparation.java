package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsClients;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.deadletter.DeadLetterWriter;
import dev.caravan.deadletter.S3DeadLetters;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.measure.BoundMeasures;
import dev.caravan.measure.Measures;
import dev.caravan.object.ObjectWriter;
import dev.caravan.object.Prefix;
import dev.caravan.object.S3Bucket;
import dev.caravan.report.route.SourcesProgress;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.SecretFile;
import dev.caravan.settings.Settings;
import dev.caravan.source.kafka.KafkaBatchComponent;
import dev.caravan.transform.SplitSupport;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/** What a context needs before the first route is loaded. */
final class Preparation extends MainListenerSupport {

    private final Settings settings;
    private final AwsClients clients;
    private final Measures measures;
    private final MadeRoutes made;

    private Preparation(Settings settings, AwsClients clients, Measures measures, MadeRoutes made) {
        this.settings = requireNonNull(settings, "settings");
        this.clients = requireNonNull(clients, "clients");
        this.measures = requireNonNull(measures, "measures");
        this.made = requireNonNull(made, "made");
    }

    /** A Camel that is not made yet, and has no routes. */
    static Main main(Settings settings, AwsClients clients, Measures measures, MadeRoutes made) {
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
        main.addMainListener(new Preparation(settings, clients, measures, made));
        return main;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        context.addLifecycleStrategy(made);
        clients.bindTo(context.getRegistry());
        context.getRegistry().bind("caravan-measures", Measures.class, measures);
        context.getComponent("kafka-batch", KafkaBatchComponent.class)
                .setAdditionalProperties(KafkaSettings.client(settings));
        PropertiesComponent placeholders = (PropertiesComponent) context.getPropertiesComponent();
        placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        placeholders.addPropertiesFunction(new SecretFunction("file", "file", SecretFile::read));
        settings.vault()
                .ifPresent(vault -> placeholders.addPropertiesFunction(new SecretFunction("aws", "secret", vault)));
        settings.bytes("batch.memory-budget")
                .ifPresent(bytes -> context.getRegistry().bind("caravan-memory-budget", new MemoryBudget(bytes)));
        SourcesProgress progress = new SourcesProgress(context, Clock.systemUTC());
        context.getRegistry().bind("caravan-sources-progress", SourcesProgress.class, progress);
        // Made when the first report starts: other routes need no mail.
        context.getRegistry()
                .bind(
                        "caravan-report-desk",
                        ReportDesk.class,
                        () -> ReportDesks.of(settings, clients, BoundMeasures.in(context), progress));
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
        Prefix prefix = new Prefix(settings.find("dead-letters.prefix").orElse(""));
        Measures bound = BoundMeasures.in(context);
        Retry retry = new Retry(Backoff.DEFAULT, () -> bound.retried("s3://" + name + "/" + prefix));
        context.getRegistry()
                .bind(
                        "caravan-dead-letters",
                        DeadLetterWriter.class,
                        new S3DeadLetters(new ObjectWriter(bucket, retry), prefix));
    }
}
