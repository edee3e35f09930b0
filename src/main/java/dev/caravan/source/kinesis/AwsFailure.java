package dev.caravan.source.kinesis;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of the asynchronous clients while a source starts, with a limit and with failures that say their kind. */
final class AwsFailure {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private AwsFailure() {}

    /**
     * The answer, or the AWS exception itself for the caller to look at, or what {@link #classified} makes of it.
     *
     * @param what the attempt in words
     */
    static <T> T await(String what, CompletableFuture<T> call) {
        try {
            return call.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AwsServiceException answer) {
                throw answer;
            }
            throw classified(what, e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Retryable: throttles, 5xx, time-outs, lost connections. Everything else (no credentials, access denied, invalid
     * request) is permanent.
     */
    static RuntimeException classified(String what, Throwable failure) {
        return isRetryable(failure)
                ? new RetryableException(what + " failed: " + failure.getMessage(), failure)
                : new PermanentException(what + " failed: " + failure.getMessage(), failure);
    }

    private static boolean isRetryable(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return answer.isThrottlingException() || answer.statusCode() >= 500;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof ApiCallTimeoutException
                    || cause instanceof ApiCallAttemptTimeoutException
                    || (cause instanceof SdkException sdk && sdk.retryable())) {
                return true;
            }
        }
        return false;
    }
}
