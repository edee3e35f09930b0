package dev.caravan.source.kafka;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What kind of failure one of Kafka's exceptions is, by its type. */
final class KafkaFailures {

    private KafkaFailures() {}

    /**
     * The exception to throw instead.
     *
     * @param what was attempted, on what
     * @return permanent or retryable, or the failure itself if Kafka's type says neither
     */
    static RuntimeException of(String what, Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof PermanentException || cause instanceof RetryableException) {
            return (RuntimeException) cause;
        }
        if (isPermanent(cause)) {
            return new PermanentException(what + ": " + text(cause) + ". " + advice(cause), cause);
        }
        if (cause instanceof RetriableException
                || cause instanceof TimeoutException
                || cause instanceof TransactionAbortableException) {
            return new RetryableException(what + ": " + text(cause), cause);
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(what, cause);
    }

    /** The slot's producer, or the group member it acts for, was replaced: its transaction must not be committed. */
    static boolean isFenced(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof CommitFailedException
                || cause instanceof ProducerFencedException
                || cause instanceof InvalidProducerEpochException
                || cause instanceof OutOfOrderSequenceException
                || cause instanceof UnknownProducerIdException
                || cause instanceof FencedInstanceIdException;
    }

    /** Somebody else has begun to use the transactional id, or the broker ended a transaction that took too long. */
    static boolean isReplaced(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException;
    }

    private static boolean isPermanent(Throwable cause) {
        // Unknown topics are retriable for Kafka, since they may be created; for us they are a mistake to be told.
        return cause instanceof UnknownTopicOrPartitionException
                || cause instanceof InvalidTopicException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof FencedInstanceIdException
                || cause instanceof InconsistentGroupProtocolException
                || cause instanceof InvalidGroupIdException
                || cause instanceof InvalidConfigurationException
                || cause instanceof ConfigException
                || cause instanceof UnsupportedVersionException;
    }

    private static String advice(Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException) {
            return "Create the topic, or correct its name or the brokers";
        }
        if (cause instanceof AuthenticationException) {
            return "Correct the security properties of this client";
        }
        if (cause instanceof AuthorizationException) {
            return "Grant this client the right that is missing";
        }
        if (cause instanceof FencedInstanceIdException) {
            return "Another process uses the same groupInstanceId: it must be unique for each process";
        }
        if (cause instanceof InconsistentGroupProtocolException) {
            return "The other members of the group use another assignor: it must be the same in all of them";
        }
        return "Correct the settings";
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass() == org.apache.kafka.common.KafkaException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof InterruptedException || cause instanceof InterruptException) {
            Thread.currentThread().interrupt();
        }
        return cause;
    }

    private static String text(Throwable cause) {
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
    }
}
