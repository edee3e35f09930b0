package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.source.AttemptScope;
import dev.caravan.source.BatchDelivery;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceHealthCheck;
import dev.caravan.source.SourceStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Camel side of a Kinesis source: starts a {@link SourceRun}, stops it, and stops the route when the run fails. */
public final class KinesisBatchConsumer extends DefaultConsumer implements BatchSource, Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisBatchConsumer.class);

    private final KinesisBatchEndpoint endpoint;
    private SourceHealthCheck healthCheck;
    private WorkerName worker;
    private SourceState state;
    private Preparation preparation;
    private WaitingStart waiting;
    private volatile SourceRun run;
    private volatile BatchDelivery delivery;
    private volatile String failure;
    private volatile boolean drained = true;

    KinesisBatchConsumer(KinesisBatchEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        failure = null;
        drained = true;
        state = new SourceState(this::stopRoute);
        watchHealth();
        worker = worker();
        try {
            preparation = preparation();
            begin();
        } catch (RuntimeException e) {
            freeWorkerName();
            throw new FailedToStartRouteException(getRouteId(), null, e.getMessage(), e);
        } catch (Error e) {
            freeWorkerName();
            throw e;
        }
    }

    /** Once only: the name may have another owner afterwards. */
    private void freeWorkerName() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    private Preparation preparation() {
        KclClients clients = KclClients.boundIn(endpoint.getCamelContext().getRegistry(), endpoint.isMetrics());
        return new Preparation(endpoint, clients, getRouteId(), worker.id(), state, this::writers, this::await);
    }

    /** What will not pass by itself fails the start; an AWS that does not answer is waited for, without blocking it. */
    private void begin() {
        try {
            begin(preparation.run());
        } catch (RetryableException e) {
            await(e);
        }
    }

    private synchronized void await(RetryableException reason) {
        if (state.isStopping()) {
            return;
        }
        LOG.warn("Route {} waits for its stream {}: {}", getRouteId(), endpoint.getStream(), reason.getMessage());
        waiting = new WaitingStart(
                "Starting route " + getRouteId() + " on stream " + endpoint.getStream(),
                preparation::run,
                this::beginAtLast,
                state::fail);
        waiting.start(getRouteId());
    }

    private void beginAtLast(SourceRun prepared) {
        LOG.info("Kinesis and the lease table answer: route {} reads stream {}", getRouteId(), endpoint.getStream());
        begin(prepared);
    }

    private void begin(SourceRun prepared) {
        run = prepared;
        prepared.start();
    }

    private BatchWriters writers() {
        BatchDelivery newest = new BatchDelivery(
                this,
                getRouteId(),
                endpoint.deadLetterWriter(),
                endpoint.getMaxAttempts(),
                Backoff.DEFAULT,
                System::nanoTime,
                endpoint.measures());
        delivery = newest;
        Consumer<BatchInDelivery> deliver = batch -> newest.deliver(batch, AttemptScope.NONE);
        return new BatchWriters(endpoint.getWriters(), getRouteId(), deliver);
    }

    private WorkerName worker() {
        if (endpoint.getWorkerId() != null) {
            return WorkerName.given(endpoint.getWorkerId());
        }
        try {
            return WorkerName.take(
                    InetAddress.getLocalHost().getHostName() + "-" + getRouteId(),
                    endpoint.leaseTable(),
                    Path.of(System.getProperty("java.io.tmpdir")));
        } catch (UnknownHostException e) {
            throw new PermanentException(
                    "This host has no name to identify the worker of route " + getRouteId() + " by: set workerId", e);
        }
    }

    /** On the failing thread, which the stop waits for: so another one stops the route. */
    private void stopRoute(Throwable reason) {
        failure = reason instanceof PermanentException ? reason.getMessage() : reason.toString();
        LOG.error("Route {} stops, nothing more of it is acknowledged: {}", getRouteId(), failure);
        LOG.debug("Route {} stops because of", getRouteId(), reason);
        SourceRun failed = run;
        if (failed != null) {
            failed.abandon();
        }
        CamelContext context = endpoint.getCamelContext();
        context.getExecutorServiceManager()
                .newThread("kinesis-batch-stop-" + getRouteId(), () -> {
                    try {
                        context.getRouteController().stopRoute(getRouteId(), reason);
                    } catch (Exception e) {
                        LOG.error("Route {} reads nothing any more but could not be stopped", getRouteId(), e);
                    }
                })
                .start();
    }

    @Override
    protected void doStop() throws Exception {
        stopWaiting();
        try {
            stopRun();
        } finally {
            freeWorkerName();
        }
        super.doStop();
    }

    private synchronized void stopWaiting() {
        if (state != null) {
            state.stop();
        }
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
    }

    private void stopRun() throws InterruptedException {
        SourceRun ending = run;
        if (ending != null) {
            ending.stop(drainTimeout());
            drained = failure == null && ending.isDrained();
            run = null;
        }
    }

    /** A source that still waits for AWS begins suspended. */
    @Override
    protected void doSuspend() throws Exception {
        state.suspend();
        SourceRun current = run;
        if (current != null) {
            current.suspend(drainTimeout());
        }
    }

    @Override
    protected void doResume() {
        state.resume();
        SourceRun current = run;
        if (current != null) {
            current.resume();
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(endpoint.getCamelContext());
        if (registry != null && healthCheck != null) {
            registry.unregister(healthCheck);
        }
        super.doShutdown();
    }

    /** Stays registered while the route is stopped, so that a failed one keeps the readiness red. */
    private void watchHealth() {
        if (healthCheck == null) {
            healthCheck = new SourceHealthCheck(getRouteId(), this, System::nanoTime);
            healthCheck.setCamelContext(endpoint.getCamelContext());
            HealthCheckRegistry registry = HealthCheckRegistry.get(endpoint.getCamelContext());
            if (registry != null) {
                registry.register(healthCheck);
            }
        }
    }

    private Duration drainTimeout() {
        return Duration.ofMillis(endpoint.getDrainTimeout());
    }

    @Override
    public List<SourceStatus> status() {
        SourceRun current = run;
        return current == null ? List.of() : current.status();
    }

    @Override
    public boolean isReading() {
        SourceRun current = run;
        return current != null && current.isReading();
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Optional<String> delay() {
        return Optional.ofNullable(delivery).flatMap(BatchDelivery::delay);
    }

    @Override
    public boolean isDrained() {
        SourceRun current = run;
        return current == null ? drained : current.isDrained();
    }
}
