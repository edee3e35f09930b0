package dev.caravan.measure;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.record.BatchOutcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every report to each of several takers, and goes on where one of them fails: the only place that does so with any
 * failure. Reports are made while a batch is delivered, one of them after its commit; what is only looked at must neither
 * stop a batch nor bring it a second time. A report that failed is missing in what that taker shows.
 */
public final class EachMeasure implements Measures {

    private static final Logger LOG = LoggerFactory.getLogger(EachMeasure.class);

    private final List<Measures> takers;
    private final AtomicLong failures = new AtomicLong();

    public EachMeasure(Collection<? extends Measures> takers) {
        this.takers = new CopyOnWriteArrayList<>(takers);
    }

    /** It is handed what is reported from now on. */
    public void add(Measures taker) {
        takers.add(taker);
    }

    @Override
    public void begun(String route, BatchInDelivery batch) {
        report(taker -> taker.begun(route, batch));
    }

    @Override
    public void repeated(String route, BatchInDelivery batch, int attempt, Throwable failure) {
        report(taker -> taker.repeated(route, batch, attempt, failure));
    }

    @Override
    public void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {
        report(taker -> taker.delivered(route, batch, outcome));
    }

    @Override
    public void ended(String route, BatchInDelivery batch) {
        report(taker -> taker.ended(route, batch));
    }

    @Override
    public void written(String route, String sink, long records, Duration took) {
        report(taker -> taker.written(route, sink, records, took));
    }

    @Override
    public void stored(String route, String object, long records, long bytes) {
        report(taker -> taker.stored(route, object, records, bytes));
    }

    @Override
    public void retried(String sink) {
        report(taker -> taker.retried(sink));
    }

    @Override
    public void answered(String service, String operation, Answer answer) {
        report(taker -> taker.answered(service, operation, answer));
    }

    @Override
    public void reported(String name, String outcome) {
        report(taker -> taker.reported(name, outcome));
    }

    @Override
    public void scanned(long bytes) {
        report(taker -> taker.scanned(bytes));
    }

    private void report(Consumer<Measures> report) {
        for (Measures taker : takers) {
            try {
                report.accept(taker);
            } catch (RuntimeException | LinkageError e) {
                complain(taker, e);
            }
        }
    }

    private void complain(Measures taker, Throwable failure) {
        long count = failures.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "{} failed at a report, {} so far: what it shows lacks them, delivery goes on: {}",
                    taker.getClass().getName(),
                    count,
                    failure.toString());
        }
    }
}
