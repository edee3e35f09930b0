package dev.caravan.source.kinesis;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of the asynchronous clients while a source starts. */
final class AwsCall {

    /** Beyond the clients' own limits. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private AwsCall() {}

    /** The answer; throws the {@link SdkException} itself, for the caller to look at. */
    static <T> T await(CompletableFuture<T> call) {
        try {
            return call.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SdkException failure) {
                throw failure;
            }
            throw new RetryableException("A call of AWS had no answer within " + LIMIT + ": " + e.getCause(), e);
        }
    }

    /** What a failure that KCL has wrapped means for us; where KCL has dropped the cause it may pass by itself. */
    static RuntimeException classify(String attempted, Throwable failure) {
        return sdkCause(failure)
                .map(cause -> AwsFailures.classify(attempted, cause))
                .orElseGet(() -> new RetryableException(attempted + " failed: " + failure, failure));
    }

    /** What the SDK itself threw, if it is the failure or below it. */
    static Optional<SdkException> sdkCause(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast)
                .findFirst();
    }
}
