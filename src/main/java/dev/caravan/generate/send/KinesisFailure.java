package dev.caravan.generate.send;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * A PutRecords call that failed as a whole.
 *
 * @param exception what to throw: retryable, permanent or abandoned
 * @param mayHaveBeenWritten whether its records may be in the stream all the same
 */
record KinesisFailure(RuntimeException exception, boolean mayHaveBeenWritten) {
    private static final int SERVER_ERROR = 500;

    static KinesisFailure of(SdkException failure, String stream, int records) {
        String what = "PutRecords of " + records + " records to the Kinesis stream " + stream + " failed: ";
        if (failure instanceof AbortedException) {
            return new KinesisFailure(new AbandonedException(what + "interrupted"), true);
        }
        if (failure instanceof SdkServiceException answer) {
            if (answer.isThrottlingException()) {
                return new KinesisFailure(new RetryableException(what + answer.getMessage(), answer), false);
            }
            if (answer.statusCode() >= SERVER_ERROR) {
                return new KinesisFailure(new RetryableException(what + answer.getMessage(), answer), true);
            }
            String advice = answer instanceof ResourceNotFoundException
                    ? ". Create the stream or correct its name and region."
                    : ". Check stream, permissions and credentials.";
            return new KinesisFailure(new PermanentException(what + answer.getMessage() + advice, answer), false);
        }
        if (causedBy(failure, ConnectException.class) || causedBy(failure, UnknownHostException.class)) {
            return new KinesisFailure(new RetryableException(what + failure.getMessage(), failure), false);
        }
        boolean unanswered = failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || causedBy(failure, IOException.class);
        if (unanswered) {
            return new KinesisFailure(new RetryableException(what + failure.getMessage(), failure), true);
        }
        return new KinesisFailure(new PermanentException(what + failure.getMessage(), failure), false);
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
