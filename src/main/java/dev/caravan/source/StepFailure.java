package dev.caravan.source;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What kind of failure a step's exception is, by the types in its chain: Camel and aggregation strategies wrap what steps
 * throw, and Camel's own components know nothing of our kinds.
 */
final class StepFailure {

    private StepFailure() {}

    /**
     * One of our own kinds, or the failure itself if nothing in its chain says which. Our own come first: who threw them
     * knows most.
     */
    static Throwable classify(Throwable failure) {
        return find(failure, StepFailure::isOurs)
                .or(() -> find(failure, SdkException.class::isInstance)
                        .map(cause -> AwsFailures.classify("The AWS call of a step", (SdkException) cause)))
                .or(() -> find(failure, StepFailure::isConnectionLost)
                        .map(cause -> new RetryableException("A step got no answer: " + cause, failure)))
                .orElse(failure);
    }

    private static boolean isOurs(Throwable cause) {
        return cause instanceof RetryableException
                || cause instanceof PermanentException
                || cause instanceof AbandonedException;
    }

    /** Kafka repeats a call to a topic that may still be created; to us a name that nobody knows is not a lost call. */
    private static boolean isConnectionLost(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof HttpTimeoutException
                || (cause instanceof RetriableException && !(cause instanceof UnknownTopicOrPartitionException));
    }

    private static Optional<Throwable> find(Throwable failure, Predicate<Throwable> kind) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(kind)
                .findFirst();
    }
}
