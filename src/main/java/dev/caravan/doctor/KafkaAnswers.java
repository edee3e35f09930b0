package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What brokers answer, each a row. */
final class KafkaAnswers {

    private final Attempts attempts;
    private final Duration patience;

    /** @param patience with one answer */
    KafkaAnswers(Attempts attempts, Duration patience) {
        this.attempts = requireNonNull(attempts, "attempts");
        this.patience = requireNonNull(patience, "patience");
    }

    /** The answer, if it is one; its row says that it was allowed to ask, or what went wrong. */
    <T> Optional<T> to(String action, String resource, KafkaFuture<T> asked) {
        try {
            T answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            attempts.add(State.OK, action, resource, "");
            return Optional.of(answer);
        } catch (ExecutionException e) {
            failed(action, resource, e.getCause());
        } catch (TimeoutException e) {
            attempts.add(State.UNREACHABLE, action, resource, "no answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempts.add(State.UNREACHABLE, action, resource, "the time for all probes ran out");
        }
        return Optional.empty();
    }

    private void failed(String action, String resource, Throwable cause) {
        if (cause instanceof GroupIdNotFoundException) {
            attempts.add(State.OK, action, resource, "nobody joined it yet");
        } else if (cause instanceof TransactionalIdNotFoundException) {
            attempts.add(State.OK, action, resource, "nobody used it yet");
        } else if (cause instanceof AuthorizationException) {
            attempts.add(
                    State.NOT_ALLOWED, action, resource, "allow " + action + " on " + resource + ": " + text(cause));
        } else if (cause instanceof UnknownTopicOrPartitionException) {
            attempts.add(
                    State.NOT_THERE,
                    action,
                    resource,
                    "run setup, or correct its name in the settings: " + text(cause));
        } else if (cause instanceof AuthenticationException) {
            attempts.add(
                    State.WRONG, action, resource, "the credentials in kafka.client.* are refused: " + text(cause));
        } else {
            attempts.add(State.UNREACHABLE, action, resource, text(cause));
        }
    }

    static String text(Throwable failure) {
        Throwable inner = failure.getCause() == null ? failure : failure.getCause();
        return inner.getClass().getSimpleName() + ": " + inner.getMessage();
    }
}
