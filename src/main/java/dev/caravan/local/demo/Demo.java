package dev.caravan.local.demo;

import dev.caravan.aws.AwsClients;
import dev.caravan.cli.ProgressBars;
import dev.caravan.cli.ShippedPlaces;
import dev.caravan.failure.Abandonment;
import dev.caravan.generate.GenerationException;
import dev.caravan.generate.Generator;
import dev.caravan.generate.Targets;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.truth.Truth;
import dev.caravan.generate.verify.CheckTable;
import dev.caravan.generate.verify.Verifier;
import dev.caravan.local.DataDirectory;
import dev.caravan.local.LocalService;
import dev.caravan.local.LocalServices;
import dev.caravan.local.LocalSettings;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.run.Drafting;
import dev.caravan.report.run.DueRuns;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.report.run.ReportRun;
import dev.caravan.report.run.RunOutcome;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.runtime.ManagementPort;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One demo from start to verdict; closing it stops routes and services, at any point of it. */
final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final Duration LAG_TIMEOUT = Duration.ofMinutes(10);
    /** How long a stop waits for the routes; somebody sits before the terminal. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final DemoPlan plan;
    private final Settings shipped;
    private final Narrator narrator;
    private final DataDirectory directory;
    private final SendingMark mark;
    private final Abandonment stopped = new Abandonment();
    private LocalServices services;
    private AwsClients clients;
    private CaravanRuntime runtime;
    private Settings settings;
    private volatile boolean passed;
    private final AtomicReference<Thread> working = new AtomicReference<>();

    Demo(DemoPlan plan, Settings shipped, Narrator narrator, DataDirectory directory) {
        this.plan = plan;
        this.shipped = shipped;
        this.narrator = narrator;
        this.directory = directory;
        this.mark = new SendingMark(plan.dataDirectory());
    }

    /** Runs everything up to the verdict; routes and services stay up until this is closed. */
    CheckTable run() throws Exception {
        working.set(Thread.currentThread());
        try {
            return verdict();
        } finally {
            synchronized (working) {
                working.set(null);
                // The interrupt of a stop was for the work; what closes now must not be cut short by it.
                Thread.interrupted();
            }
        }
    }

    private CheckTable verdict() throws Exception {
        long begin = System.nanoTime();
        startServices();
        step("resources", () -> {
            new DemoSetup(clients, settings, plan.routes()).run(narrator::progress);
            return "stream, topics, tables, buckets, catalog, crawlers";
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
            CheckTable checks = new CheckTable(verifier.verify(truth, ShippedPlaces.of(settings)));
            // Queries that a stop cut short say nothing of the records.
            stopped.check("the demo");
            return checks;
        });
        step("reports", this::mailReports);
        passed = table.passed();
        narrator.verdict(table, Duration.ofNanos(System.nanoTime() - begin), plan);
        return table;
    }

    /** As report run does, to the recipients that the settings name; the mail server is an embedded one. */
    private String mailReports() {
        // The crawlers have just run.
        ReportDesk desk = runtime.context()
                .getRegistry()
                .findSingleByType(ReportDesk.class)
                .withCrawling((crawler, stop) -> {});
        List<String> mailed = new ArrayList<>();
        for (ReportDefinition report : runtime.reports()) {
            Instant now = desk.clock().instant();
            RunOutcome outcome = new ReportRun(desk, report)
                    .run(
                            new RunKey(report.name(), now, true),
                            new DueRuns(report, desk.ledger(), desk.clock()).windowUpTo(now),
                            report.recipients(),
                            new Drafting(desk, report, Map.of(), "demo"),
                            stopped);
            if (!outcome.state().equals("sent")) {
                throw new IllegalStateException(outcome.toString());
            }
            mailed.add(report.name() + " " + outcome.state());
        }
        return String.join(", ", mailed);
    }

    private void startServices() throws IOException {
        synchronized (this) {
            stopped.check("the demo");
            mark.setAside()
                    .ifPresent(aside -> narrator.say("The last demo here was cut off while it sent records: nobody"
                            + " knows how many arrived. Its data lie in " + aside + " now and may be deleted"));
            services = LocalServices.start(directory, LocalSettings.in(plan.dataDirectory()), narrator::started);
            clients = new AwsClients(LocalAccess.to(services));
        }
        Settings embedded = LocalAccess.settings(
                shipped,
                services.endpoints().get(LocalService.KAFKA),
                services.mail().smtpPort(),
                plan.dataDirectory().resolve("mail"));
        // A demo that ends by itself has no page.
        settings = plan.stay()
                ? embedded.with(Map.of("management.port", Integer.toString(LoopbackPort.free())), "demo --stay")
                : embedded;
    }

    private synchronized String startRoutes() throws Exception {
        stopped.check("the demo");
        runtime = CaravanRuntime.start(settings, plan.routes(), clients);
        return runtime.context().getRoutesSize() + " of " + plan.routes() + ", as shipped"
                + page().map(url -> "; look at " + url).orElse("");
    }

    /** The page's address, if there is one. */
    Optional<String> page() {
        return ManagementPort.from(settings).map(ManagementPort::page);
    }

    /** Stops the routes, which drains them, and starts them again with what their files say now. */
    void restartRoutes() throws Exception {
        synchronized (this) {
            runtime.close();
        }
        step("routes", this::startRoutes);
    }

    /** A stop waits for the truth about what was sent, which a later demo on the same data needs. */
    private synchronized Truth generate() throws Exception {
        stopped.check("the demo");
        Profile profile = Profile.load(plan.profile(), settings.asMap()).withTotal(plan.records());
        Profile seeded = plan.seed().isPresent() ? profile.withSeed(plan.seed().getAsLong()) : profile;
        Targets targets = new Targets(Optional.of(clients.kinesis()), KafkaSettings.connection(settings));
        ProgressBars bars = narrator.bars();
        mark.set();
        try {
            return keep(new Generator(Clock.systemUTC()).run(seeded, targets, bars::update));
        } catch (GenerationException e) {
            keep(e.partial());
            throw e;
        } finally {
            bars.finish();
        }
    }

    private Truth keep(Truth sent) throws IOException {
        Truth all = sent.append(plan.dataDirectory().resolve("truth.json"));
        mark.clear();
        return all;
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

    /** From another thread: gives up the work, whatever it waits for, and closes. */
    void stop() {
        stopped.abandon();
        synchronized (working) {
            Thread thread = working.get();
            if (thread != null) {
                thread.interrupt();
            }
        }
        synchronized (this) {
            if (runtime != null) {
                within(STOP_PATIENCE, runtime::close);
                runtime = null;
            }
        }
        close();
    }

    /** What is not drained by then is read again by the next demo on these data, as after a kill. */
    private static void within(Duration patience, Runnable drain) {
        FutureTask<Void> draining = new FutureTask<>(drain, null);
        Thread thread = new Thread(draining, "demo-drain");
        thread.setDaemon(true);
        thread.start();
        try {
            draining.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The routes did not drain within {} s of the stop", patience.toSeconds(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
