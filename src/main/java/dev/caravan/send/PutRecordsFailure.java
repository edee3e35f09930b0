package dev.caravan.send;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.RetryableException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * A PutRecords call that failed as a whole.
 *
 * @param exception what to throw: retryable or permanent
 * @param mayHaveBeenWritten whether its records may be in the stream all the same
 */
record PutRecordsFailure(RuntimeException exception, boolean mayHaveBeenWritten) {
    private static final int SERVER_ERROR = 500;

    static PutRecordsFailure of(SdkException failure, String stream, int records) {
        RuntimeException exception =
                AwsFailures.classify("PutRecords of " + records + " records to the Kinesis stream " + stream, failure);
        return new PutRecordsFailure(exception, exception instanceof RetryableException && mayHaveBeenWritten(failure));
    }

    private static boolean mayHaveBeenWritten(SdkException failure) {
        if (failure instanceof SdkServiceException answer) {
            return answer.statusCode() >= SERVER_ERROR && !answer.isThrottlingException();
        }
        return !causedBy(failure, ConnectException.class) && !causedBy(failure, UnknownHostException.class);
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
