package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source that waits for AWS: its run is prepared again and again, on a thread of its own, until that succeeds. */
final class WaitingStart {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingStart.class);

    private final String what;
    private final Callable<SourceRun> preparation;
    private final Consumer<SourceRun> begin;
    private final Consumer<Throwable> onFailure;
    private final Abandonment abandonment = new Abandonment();

    /**
     * @param what the attempt in words
     * @param begin called with the prepared run, unless the start was cancelled before
     * @param onFailure called if the run cannot be prepared at all
     */
    WaitingStart(
            String what, Callable<SourceRun> preparation, Consumer<SourceRun> begin, Consumer<Throwable> onFailure) {
        this.what = requireNonNull(what, "what");
        this.preparation = requireNonNull(preparation, "preparation");
        this.begin = requireNonNull(begin, "begin");
        this.onFailure = requireNonNull(onFailure, "onFailure");
    }

    void start(String route) {
        Thread thread = new Thread(this::run, "kinesis-batch-start-" + route);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            begin(new Retry(Backoff.DEFAULT).untilDone(what, abandonment, preparation));
        } catch (AbandonedException e) {
            LOG.debug("{} was given up", what, e);
        } catch (Throwable e) {
            onFailure.accept(e);
        }
    }

    private synchronized void begin(SourceRun run) {
        if (!abandonment.isAbandoned()) {
            begin.accept(run);
        }
    }

    /** No run begins after this. A call that is under way ends by its own time-out and changes nothing. */
    synchronized void cancel() {
        abandonment.abandon();
    }
}
