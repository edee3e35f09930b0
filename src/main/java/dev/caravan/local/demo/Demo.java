package dev.caravan.local.demo;

import dev.caravan.aws.AwsClients;
import dev.caravan.cli.ProgressBars;
import dev.caravan.cli.ShippedPlaces;
import dev.caravan.failure.Abandonment;
import dev.caravan.generate.Generator;
import dev.caravan.generate.Targets;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.truth.Truth;
import dev.caravan.generate.verify.CheckTable;
import dev.caravan.generate.verify.Verifier;
import dev.caravan.local.LocalService;
import dev.caravan.local.LocalServices;
import dev.caravan.local.LocalSettings;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One demo from start to verdict; closing it stops routes and services, at any point of it. */
final class Demo implements AutoCloseable {

    private static final Duration LAG_TIMEOUT = Duration.ofMinutes(10);

    private final DemoPlan plan;
    private final Settings shipped;
    private final Narrator narrator;
    private final Abandonment stopped = new Abandonment();
    private LocalServices services;
    private AwsClients clients;
    private CaravanRuntime runtime;
    private Settings settings;
    private volatile boolean passed;

    Demo(DemoPlan plan, Settings shipped, Narrator narrator) {
        this.plan = plan;
        this.shipped = shipped;
        this.narrator = narrator;
    }

    /** Runs everything up to the verdict; routes and services stay up until this is closed. */
    CheckTable run() throws Exception {
        long begin = System.nanoTime();
        startServices();
        step("resources", () -> {
            new DemoResources(clients, settings).create();
            return "stream, topics, table, buckets, catalog, crawlers";
        });
        step("routes", this::startRoutes);
        Truth truth = generate();
        step("no lag", () -> {
            new Lag(runtime::sources, LAG_TIMEOUT, stopped).awaitNone(narrator::progress);
            return "all records read and acknowledged";
        });
        step("crawlers", () -> {
            runtime.context().createFluentProducerTemplate().to("direct:crawl").request();
            return "tables and partitions registered";
        });
        CheckTable table = step("queries", () -> {
            Verifier verifier = new Verifier(clients.athena(), clients.dynamoDb(), clients.s3());
            return new CheckTable(verifier.verify(truth, ShippedPlaces.of(settings)));
        });
        passed = table.passed();
        narrator.verdict(table, Duration.ofNanos(System.nanoTime() - begin), plan);
        return table;
    }

    private void startServices() {
        synchronized (this) {
            stopped.check("the demo");
            services = LocalServices.start(LocalSettings.in(plan.dataDirectory()), narrator::started);
            clients = new AwsClients(LocalAccess.to(services));
        }
        settings = LocalAccess.settings(shipped, services.endpoints().get(LocalService.KAFKA));
    }

    private synchronized String startRoutes() throws Exception {
        stopped.check("the demo");
        runtime = CaravanRuntime.start(settings, plan.routes(), clients);
        return runtime.context().getRoutesSize() + " of " + plan.routes() + ", as shipped";
    }

    /** Stops the routes, which drains them, and starts them again with what their files say now. */
    void restartRoutes() throws Exception {
        synchronized (this) {
            runtime.close();
        }
        step("routes", this::startRoutes);
    }

    private Truth generate() throws Exception {
        Profile profile = Profile.load(plan.profile(), settings.asMap()).withTotal(plan.records());
        Profile seeded = plan.seed().isPresent() ? profile.withSeed(plan.seed().getAsLong()) : profile;
        Targets targets = new Targets(Optional.of(clients.kinesis()), KafkaSettings.connection(settings));
        ProgressBars bars = narrator.bars();
        Truth sent = new Generator(Clock.systemUTC()).run(seeded, targets, bars::update);
        bars.finish();
        return sent.append(truthFile(plan.dataDirectory()));
    }

    private static Path truthFile(Path dataDirectory) {
        return dataDirectory.resolve("truth.json");
    }

    private <T> T step(String name, Callable<T> action) throws Exception {
        long begin = System.nanoTime();
        T result = action.call();
        narrator.done(name, result instanceof String text ? text : "", Duration.ofNanos(System.nanoTime() - begin));
        return result;
    }

    /** Whether the verdict is there, and good. */
    boolean hasPassed() {
        return passed;
    }

    LocalServices services() {
        return services;
    }

    @Override
    public void close() {
        stopped.abandon();
        synchronized (this) {
            if (runtime != null) {
                runtime.close();
                runtime = null;
            }
            if (clients != null) {
                clients.close();
                clients = null;
            }
            if (services != null) {
                services.close();
                services = null;
            }
        }
    }
}
