package dev.caravan.source;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.deadletter.DeadLetterWriter;
import dev.caravan.deadletter.DeadLetters;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.measure.Measures;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings one pinned batch through the route until it is durable, on the writer's thread, and reports the end on the
 * batch: {@code written}, {@code failed}, or nothing when it was abandoned.
 *
 * <p>Retryable failures are repeated in place without a limit. Unclassified ones are repeated {@code maxAttempts} times
 * in all, then the batch fails, so that nothing is skipped and nothing loops for ever unseen. Permanent ones fail at
 * once. A released batch cannot be attempted again: it fails, and a restart replays it.
 */
public final class BatchDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDelivery.class);

    /** As the Elastic Common Schema names it; what the writer's thread logs is of one route. */
    private static final String ROUTE_LABEL = "labels.route";

    private final DefaultConsumer consumer;
    private final String route;
    private final DeadLetterWriter deadLetters;
    private final int maxAttempts;
    private final Backoff backoff;
    private final DeliveryWatch watch;
    private final Measures measures;

    /**
     * @param maxAttempts for failures that are neither retryable nor permanent, 1 or more
     * @param nanoTime as {@link System#nanoTime()}
     */
    public BatchDelivery(
            DefaultConsumer consumer,
            String route,
            DeadLetterWriter deadLetters,
            int maxAttempts,
            Backoff backoff,
            LongSupplier nanoTime,
            Measures measures) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.route = requireNonNull(route, "route");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters");
        this.maxAttempts = maxAttempts;
        this.backoff = requireNonNull(backoff, "backoff");
        this.watch = new DeliveryWatch(nanoTime);
        this.measures = requireNonNull(measures, "measures");
    }

    /** What keeps a batch from being delivered for longer than usual, if something does. */
    public Optional<String> delay() {
        return watch.delay();
    }

    public void deliver(BatchInDelivery batch, AttemptScope scope) {
        watch.begin(batch);
        MDC.put(ROUTE_LABEL, route);
        try {
            measures.begun(route, batch);
            untilDone(batch, scope);
        } finally {
            measures.ended(route, batch);
            MDC.remove(ROUTE_LABEL);
            watch.end(batch);
        }
    }

    private void untilDone(BatchInDelivery batch, AttemptScope scope) {
        int unclassified = 0;
        for (int attempt = 1; ; attempt++) {
            if (batch.abandonment().isAbandoned()) {
                return;
            }
            RecordBatch body = batch.attempt();
            Throwable failure = attempt(batch, body, scope);
            if (failure == null) {
                batch.written();
                measures.delivered(route, batch, body.outcome());
                return;
            }
            if (failure instanceof AbandonedException) {
                return;
            }
            boolean retryable = failure instanceof RetryableException;
            unclassified += retryable ? 0 : 1;
            if (failure instanceof PermanentException || !batch.canAttempt() || unclassified >= maxAttempts) {
                batch.failed(describe(batch, attempt, failure));
                return;
            }
            if (Integer.bitCount(attempt) == 1) {
                LOG.atWarn()
                        .addKeyValue("event.action", "batch-written")
                        .addKeyValue("event.outcome", "failure")
                        .log(
                                "Batch {} of route {} failed, attempt {}, trying again: {}",
                                batch.range().id(),
                                route,
                                attempt,
                                failure.toString());
            }
            measures.repeated(route, batch, attempt, failure);
            try {
                batch.abandonment()
                        .pauseAfter(
                                failure,
                                backoff.delay(attempt),
                                "batch " + batch.range().id());
            } catch (AbandonedException e) {
                LOG.debug(
                        "Batch {} was abandoned between two attempts",
                        batch.range().id());
                return;
            }
        }
    }

    /** One run of route, dead letters and scope; the failure, or null. */
    private Throwable attempt(BatchInDelivery batch, RecordBatch body, AttemptScope scope) {
        Exchange exchange = exchange(batch, body);
        boolean committed = false;
        try {
            scope.begin(exchange);
            consumer.getProcessor().process(exchange);
            if (exchange.getException() != null) {
                return StepFailure.classify(exchange.getException());
            }
            if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
                return new RollbackExchangeException("A step marked the exchange to be rolled back", exchange);
            }
            settle(exchange, body);
            batch.abandonment().check("batch " + batch.range().id() + " before its commit");
            scope.commit();
            committed = true;
            return null;
        } catch (Exception e) {
            return StepFailure.classify(e);
        } finally {
            try {
                if (!committed) {
                    scope.rollback();
                }
            } finally {
                consumer.releaseExchange(exchange, false);
            }
        }
    }

    private void settle(Exchange exchange, RecordBatch read) {
        RecordBatch left = exchange.getMessage().getBody() instanceof RecordBatch batch ? batch : read;
        if (!left.isReleased()) {
            left.evaluate();
        }
        List<Rejection> rejections = read.outcome().rejections();
        if (!rejections.isEmpty()) {
            deadLetters.write(new DeadLetters(route, read.range(), rejections), read.abandonment());
        }
    }

    private Exchange exchange(BatchInDelivery batch, RecordBatch body) {
        Exchange exchange = consumer.createExchange(false);
        exchange.setProperty(BatchProperties.BATCH_ID, batch.range().id());
        exchange.setProperty(BatchProperties.SOURCE, batch.range().partition().source());
        exchange.setProperty(
                BatchProperties.PARTITION, batch.range().partition().partition());
        exchange.setProperty(BatchProperties.START, batch.range().start().text());
        exchange.setProperty(BatchProperties.END, batch.range().end().text());
        exchange.setProperty(BatchProperties.RECORDS, body.size());
        exchange.setProperty(BatchProperties.BYTES, batch.payloadBytes());
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private PermanentException describe(BatchInDelivery batch, int attempt, Throwable failure) {
        String what = "Route " + route + " cannot deliver batch "
                + batch.range().id() + " (" + batch.range().start().text() + " to "
                + batch.range().end().text() + ")";
        if (failure instanceof PermanentException) {
            return new PermanentException(what + ": " + failure.getMessage(), failure);
        }
        String why = batch.canAttempt() ? " after " + attempt + " attempts" : ", its records are released";
        return new PermanentException(what + why + ": " + failure, failure);
    }
}
