package dev.caravan.source.kafka;

import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.source.BatchDelivery;
import dev.caravan.source.BatchSource;
import dev.caravan.source.RouteFingerprint;
import dev.caravan.source.SourceHealthCheck;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's side of a Kafka source: starts and stops its slots, and stops the route when one of them fails for good.
 *
 * <p>Suspending and stopping drain: no more is read, and what is buffered is written and acknowledged within
 * {@code drainTimeout}. A suspended consumer stays in its group.
 */
public class KafkaBatchConsumer extends DefaultConsumer implements BatchSource, Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBatchConsumer.class);

    /** A start looks this long for the topic; a broker that is not up yet is waited for without blocking the start. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    /** One batch of a partition at a time is with the writers, so this is more than any member can own. */
    private static final int WRITER_QUEUE = 10_000;

    private static final Backoff BROKER_BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), () -> ThreadLocalRandom.current()
                    .nextDouble());

    private final KafkaBatchEndpoint endpoint;
    private final AtomicReference<PermanentException> failure = new AtomicReference<>();
    private TopicDirectory topic;
    private ExecutorService writers;
    private volatile BatchDelivery delivery;
    private volatile List<Slot> slots = List.of();
    private volatile boolean drained = true;
    private SourceHealthCheck healthCheck;

    public KafkaBatchConsumer(KafkaBatchEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        failure.set(null);
        drained = true;
        topic = new TopicDirectory(endpoint.clientSettings(), endpoint.getTopic());
        try {
            topic.requireUnlessDown(START_TIMEOUT);
            registerHealthCheck();
            writers = writers();
            startSlots();
        } catch (RuntimeException e) {
            topic.close();
            throw new FailedToStartRouteException(getRouteId(), null, e.getMessage(), e);
        }
    }

    private void startSlots() {
        String fingerprint = RouteFingerprint.of(endpoint.getCamelContext(), getRouteId());
        delivery = new BatchDelivery(
                this,
                getRouteId(),
                endpoint.deadLetterWriter(),
                endpoint.getMaxAttempts(),
                Backoff.DEFAULT,
                System::nanoTime,
                endpoint.measures());
        StartPositions starts = new StartPositions(
                endpoint,
                topic,
                getRouteId(),
                fingerprint,
                endpoint.acceptsOtherSettings(),
                endpoint.policy(),
                endpoint.memoryBudget(),
                System::nanoTime);
        Slot.Shared shared = new Slot.Shared(endpoint, getRouteId(), topic, starts, delivery, writers, BROKER_BACKOFF);
        slots = IntStream.range(0, endpoint.getConsumers())
                .mapToObj(ordinal -> new Slot(shared, ordinal, this::fail))
                .toList();
        slots.forEach(Slot::start);
    }

    private ExecutorService writers() {
        int threads = Math.max(endpoint.getWriters(), endpoint.getConsumers());
        String name = "kafka-batch-writer-" + getRouteId();
        ThreadFactory factory =
                task -> endpoint.getCamelContext().getExecutorServiceManager().newThread(name, task);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WRITER_QUEUE), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void registerHealthCheck() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(endpoint.getCamelContext());
        if (registry != null && healthCheck == null) {
            healthCheck = new SourceHealthCheck(getRouteId(), this, System::nanoTime);
            registry.register(healthCheck);
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        drained = failure.get() == null
                && slots.stream().map(slot -> slot.pause(drainTimeout())).toList().stream()
                        .allMatch(this::isDone);
        LOG.info("Route {} is suspended, {}", getRouteId(), drained ? "drained" : "not drained");
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        slots.forEach(Slot::read);
    }

    /** Also called on the way to a stop after a failure, from a thread that is none of the slots'. */
    @Override
    protected void doStop() throws Exception {
        boolean suspended = slots.stream().noneMatch(Slot::isAskedToRead);
        if (failure.get() != null || (suspended && !drained)) {
            drained = false;
            slots.forEach(Slot::abandon);
        } else {
            drained = slots.stream().map(slot -> slot.leave(drainTimeout())).toList().stream()
                    .allMatch(this::isDone);
        }
        slots.forEach(slot -> slot.awaitEnd(END_TIMEOUT));
        slots = List.of();
        closeClients();
        super.doStop();
    }

    private void closeClients() {
        if (writers != null) {
            endWriters(writers);
            writers = null;
        }
        if (topic != null) {
            topic.close();
            topic = null;
        }
    }

    /** Whatever still runs was abandoned: nobody acknowledges what it writes. */
    private void endWriters(ExecutorService pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "A step of route {} did not end in time; what it writes is acknowledged by nobody",
                        getRouteId());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** The first failure of any slot: the others give up as well, and the route stops. */
    private void fail(PermanentException cause) {
        if (!failure.compareAndSet(null, cause)) {
            return;
        }
        drained = false;
        LOG.error("Route {} stops: {}", getRouteId(), cause.getMessage());
        LOG.debug("Why route {} stops", getRouteId(), cause);
        slots.forEach(Slot::abandon);
        endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThread("kafka-batch-stop-" + getRouteId(), () -> stopRoute(cause))
                .start();
    }

    /** Never on a slot's thread, which a stop waits for. */
    private void stopRoute(PermanentException cause) {
        try {
            endpoint.getCamelContext().getRouteController().stopRoute(getRouteId(), cause);
        } catch (Exception e) {
            LOG.error("Route {} reads nothing any more but could not be stopped", getRouteId(), e);
        }
    }

    private Duration drainTimeout() {
        return Duration.ofMillis(endpoint.getDrainTimeout());
    }

    /** The slots keep the time themselves; the grace is for one that is inside a call to a broker. */
    private boolean isDone(CompletableFuture<Boolean> drainedSlot) {
        try {
            return drainedSlot.get(drainTimeout().plus(END_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("A slot of route {} did not answer in time", getRouteId(), e);
            return false;
        }
    }

    @Override
    public List<SourceStatus> status() {
        return slots.stream().flatMap(slot -> slot.status().stream()).toList();
    }

    @Override
    public boolean isReading() {
        return !slots.isEmpty() && slots.stream().allMatch(Slot::isReading);
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get()).map(Throwable::getMessage);
    }

    @Override
    public Optional<String> delay() {
        return Optional.ofNullable(delivery).flatMap(BatchDelivery::delay);
    }

    @Override
    public boolean isDrained() {
        return drained;
    }
}
