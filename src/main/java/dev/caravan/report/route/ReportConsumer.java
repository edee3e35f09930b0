package dev.caravan.report.route;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.ReportBoard;
import dev.caravan.report.run.LastRuns;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.report.run.Round;
import dev.caravan.report.run.RunOutcome;
import dev.caravan.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the runs of one report that are due, one after the other, on a thread of its own. */
final class ReportConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ReportConsumer.class);

    /** Also how late a fire time may be noticed when the machine's clock is set, or the machine was asleep. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** A mail on its way is not cut off; the mail server's own time-outs are shorter. */
    private static final Duration END = Duration.ofSeconds(60);

    private final ReportEndpoint endpoint;
    private final ReportDefinition report;
    private Abandonment stopped = new Abandonment();
    private ScheduledExecutorService thread;
    private ReportHealthCheck healthCheck;
    private volatile LastRuns lastRuns;
    private volatile boolean open = true;
    private volatile Optional<Instant> next = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    ReportConsumer(ReportEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.report = endpoint.definition();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopped = new Abandonment();
        open = true;
        thread = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "report-" + report.name());
        registerHealthCheck();
        Abandonment now = stopped;
        var unused = thread.schedule(() -> begin(now), 0, TimeUnit.MILLISECONDS);
    }

    /** A report that cannot be mailed is no reason to keep other routes from starting. */
    private void begin(Abandonment abandonment) {
        try {
            ReportDesk desk = endpoint.desk();
            lastRuns = new LastRuns(report, desk.ledger().table());
            look(desk, new Round(desk, report), abandonment);
        } catch (SettingsException e) {
            LOG.error("Report {} is not run, however long this process lives: {}", report.name(), e.getMessage());
            trouble = Optional.of(e.getMessage());
        }
    }

    private void registerHealthCheck() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getEndpoint().getCamelContext());
        if (registry != null && healthCheck == null) {
            healthCheck = new ReportHealthCheck(
                    report.name(), () -> trouble, () -> standing().lastRun());
            registry.register(healthCheck);
        }
    }

    /** Looks whether something is to be done, does it, and says when to look again. */
    private void look(ReportDesk desk, Round round, Abandonment abandonment) {
        Instant looked = desk.clock().instant();
        try {
            if (open || next.filter(fire -> !fire.isAfter(looked)).isPresent()) {
                open = !round.doAll(abandonment, outcome -> {
                    lastRuns.remember(outcome, desk.clock().instant());
                    hand(outcome);
                });
                lastRuns.refresh();
            }
            trouble = Optional.empty();
        } catch (AbandonedException e) {
            LOG.debug("Report {} stops: {}", report.name(), e.getMessage());
            return;
        } catch (RetryableException | PermanentException e) {
            // The ledger is away, or is not there: without it nothing is sent, and every look asks again.
            if (trouble.isEmpty()) {
                LOG.error("Report {} waits: {}", report.name(), e.getMessage());
            }
            trouble = Optional.of(String.valueOf(e.getMessage()));
            open = true;
        }
        // Seen from before the runs: a fire time that came meanwhile is due at once.
        next = report.schedule().flatMap(schedule -> schedule.next(looked));
        Duration wait = next.map(fire -> Duration.between(desk.clock().instant(), fire))
                .filter(until -> until.compareTo(LOOK) < 0)
                .orElse(LOOK);
        if (!abandonment.isAbandoned()) {
            var unused = thread.schedule(
                    () -> look(desk, round, abandonment), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** To the steps of the route: whatever they do, the report is sent. */
    private void hand(RunOutcome outcome) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(outcome);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            getExceptionHandler()
                    .handleException(
                            "A step after report " + report.name() + " failed", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
    }

    /** For the page and the health check. */
    ReportBoard.Standing standing() {
        return new ReportBoard.Standing(
                report.name(),
                report.description(),
                report.schedule().map(Object::toString).orElse("by hand"),
                next,
                lastRuns == null ? Optional.empty() : lastRuns.last());
    }

    @Override
    protected void doStop() throws Exception {
        stopped.abandon();
        // Camel stops what it has made, started or not.
        if (thread != null) {
            awaitEnd();
        }
        super.doStop();
    }

    private void awaitEnd() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "Report {} is still at work {} s after its stop; its ledger says on what",
                    report.name(),
                    END.toSeconds());
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getEndpoint().getCamelContext());
        if (registry != null && healthCheck != null) {
            registry.unregister(healthCheck);
        }
        super.doShutdown();
    }
}
