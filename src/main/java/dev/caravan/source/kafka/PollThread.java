package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one slot: waits for the brokers, joins the group, takes turns until it is told to leave, and leaves. A
 * permanent failure is reported once, after everything was abandoned and the group was left.
 */
final class PollThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PollThread.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final TopicDirectory topic;
    private final String what;
    private final Supplier<GroupMember> join;
    private final Intake intake;
    private final Wakeup wakeup;
    private final Backoff backoff;
    private final int maxUnclassified;
    private final Consumer<PermanentException> onFailure;
    private volatile List<SourceStatus> status = List.of();
    private volatile boolean reading;
    private boolean silent;

    /**
     * @param what topic, brokers and route in words
     * @param join makes the member and subscribes it
     * @param maxUnclassified failures in a row that are neither retryable nor permanent before the route stops
     */
    PollThread(
            TopicDirectory topic,
            String what,
            Supplier<GroupMember> join,
            Intake intake,
            Wakeup wakeup,
            Backoff backoff,
            int maxUnclassified,
            Consumer<PermanentException> onFailure) {
        this.topic = requireNonNull(topic, "topic");
        this.what = requireNonNull(what, "what");
        this.join = requireNonNull(join, "join");
        this.intake = requireNonNull(intake, "intake");
        this.wakeup = requireNonNull(wakeup, "wakeup");
        this.backoff = requireNonNull(backoff, "backoff");
        this.maxUnclassified = maxUnclassified;
        this.onFailure = requireNonNull(onFailure, "onFailure");
    }

    @Override
    public void run() {
        PermanentException failure = null;
        try {
            untilConnected();
            if (intake.isLeaving()) {
                intake.settle(true);
            } else {
                takeTurns();
            }
        } catch (PermanentException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new PermanentException("Reading " + what + " failed unexpectedly: " + e, e);
        } finally {
            reading = false;
            status = List.of();
            intake.ended();
        }
        if (failure != null) {
            onFailure.accept(failure);
        }
    }

    private void untilConnected() {
        boolean waited = false;
        for (int attempt = 1; !intake.isLeaving(); attempt++) {
            try {
                topic.sameTopicId(CONNECT_TIMEOUT);
                if (waited) {
                    LOG.info("Kafka is there: reading {}", what);
                }
                return;
            } catch (RetryableException e) {
                if (!waited) {
                    LOG.warn("Waiting for Kafka to read {}: {}", what, e.getMessage());
                    waited = true;
                }
                intake.settle(true);
                wakeup.await(intake::isLeaving, backoff.delay(attempt));
            }
        }
    }

    private void takeTurns() {
        try (GroupMember member = join.get()) {
            int failures = 0;
            int unclassified = 0;
            boolean leave = false;
            while (!leave) {
                try {
                    leave = member.turn();
                    failures = 0;
                    unclassified = 0;
                    reading = member.isReading();
                    status = member.status();
                    sayIfSilent(!member.isHeard());
                } catch (RetryableException | KafkaException e) {
                    reading = false;
                    failures++;
                    unclassified += e instanceof RetryableException ? 0 : 1;
                    if (unclassified >= maxUnclassified) {
                        throw new PermanentException("Reading " + what + " failed " + failures + " times: " + e, e);
                    }
                    if (Integer.bitCount(failures) == 1) {
                        LOG.warn("Reading {} failed, attempt {}, trying again: {}", what, failures, e.toString());
                    }
                    leave = intake.settle(false);
                    wakeup.await(intake::isLeaving, backoff.delay(failures));
                }
            }
        }
    }

    /** Kafka's client looks for its brokers without a word. */
    private void sayIfSilent(boolean now) {
        if (now && !silent) {
            LOG.warn("Kafka does not answer: reading {} waits for it", what);
        } else if (silent && !now) {
            LOG.info("Kafka answers again: reading {}", what);
        }
        silent = now;
    }

    List<SourceStatus> status() {
        return status;
    }

    boolean isReading() {
        return reading;
    }
}
