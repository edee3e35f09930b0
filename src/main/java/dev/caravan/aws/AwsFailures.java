package dev.caravan.aws;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What a failure of the AWS SDK means for us, as a type: {@link RetryableException} or {@link PermanentException}.
 *
 * <p>Retryable: throttles, 5xx and 429 answers, 409 (another call is changing the same thing), time-outs, lost or
 * refused connections, a broken reply, an interrupted call, a session that expired before the credential chain brought
 * the next. Everything else is permanent: the same call gets the same
 * answer until somebody changes permissions, credentials, names or settings. What a caller understands itself (412 of a
 * conditional put, for example) it takes out before it asks here.
 */
public final class AwsFailures {

    /** Codes that services send with a 400 although the call may be repeated, beyond those that the SDK counts as throttles. */
    private static final Set<String> RETRYABLE_CODES = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InternalError",
            "OperationTimeoutException",
            "PriorRequestNotComplete",
            "ReplicatedWriteConflictException",
            "RequestTimeout",
            "RequestTimeoutException",
            "TransactionConflictException");

    /** Codes about credentials that some services, S3 and DynamoDB among them, send with a 400. */
    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "AccessDeniedException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** Codes for what is not there that some services, DynamoDB and Glue among them, send with a 400. */
    private static final Set<String> MISSING_CODES =
            Set.of("EntityNotFoundException", "NoSuchBucket", "ResourceNotFoundException");

    private AwsFailures() {}

    /**
     * @param attempted what was attempted and on what, as the start of a sentence: "PutObject of s3://lake/a.json"
     * @return the exception to throw, with the SDK's as its cause
     */
    public static RuntimeException classify(String attempted, SdkException failure) {
        if (failure instanceof SdkServiceException answer) {
            String what = attempted + " was answered with " + describe(answer);
            return isRetryable(answer)
                    ? new RetryableException(what, answer)
                    : new PermanentException(what + ". " + advice(answer), answer);
        }
        Optional<Throwable> transport = transport(failure);
        if (transport.isPresent() || failure.retryable()) {
            return new RetryableException(
                    attempted + " got no answer: "
                            + transport.map(AwsFailures::named).orElseGet(() -> firstLine(failure)),
                    failure);
        }
        return new PermanentException(
                attempted + " was not sent: " + firstLine(failure)
                        + ". Check that AWS credentials can be found, and the region and endpoint settings",
                failure);
    }

    /** What the failure says, for those who tell people what to change. */
    public static Verdict verdict(SdkException failure) {
        if (failure instanceof SdkServiceException answer) {
            return verdict(answer);
        }
        return transport(failure).isPresent() || failure.retryable() ? Verdict.UNAVAILABLE : Verdict.NOT_SENT;
    }

    private static Verdict verdict(SdkServiceException answer) {
        String code = code(answer);
        if (answer.isClockSkewException()
                || code.startsWith("ExpiredToken")
                || (CREDENTIAL_CODES.contains(code) && !code.equals("AccessDeniedException"))) {
            return Verdict.BAD_CREDENTIALS;
        }
        if (isForbidden(answer)) {
            return Verdict.NOT_ALLOWED;
        }
        if (isMissing(answer)) {
            return Verdict.NOT_THERE;
        }
        return isRetryable(answer) ? Verdict.UNAVAILABLE : Verdict.REFUSED;
    }

    private static boolean isForbidden(SdkServiceException answer) {
        return answer.statusCode() == 401 || answer.statusCode() == 403 || CREDENTIAL_CODES.contains(code(answer));
    }

    private static boolean isMissing(SdkServiceException answer) {
        return answer.statusCode() == 404 || MISSING_CODES.contains(code(answer));
    }

    private static boolean isRetryable(SdkServiceException answer) {
        return answer.retryable()
                || answer.isThrottlingException()
                || answer.isRetryableException()
                || answer.statusCode() == 409
                || answer.statusCode() == 429
                || answer.statusCode() >= 500
                || RETRYABLE_CODES.contains(code(answer));
    }

    /** The SDK wraps what the network did; what it refuses to send at all (no credentials, no region) has no such cause. */
    private static Optional<Throwable> transport(SdkException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof IOException
                        || cause instanceof TimeoutException
                        || cause instanceof ApiCallTimeoutException
                        || cause instanceof ApiCallAttemptTimeoutException
                        || cause instanceof AbortedException)
                .findFirst();
    }

    private static String named(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + firstLine(cause);
    }

    /** The SDK adds paragraphs of advice of its own. */
    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static String describe(SdkServiceException answer) {
        String code = code(answer);
        String text = answer instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorMessage()
                : answer.getMessage();
        return "status " + answer.statusCode()
                + (code.isEmpty() ? "" : " " + code)
                + (answer.requestId() == null ? "" : ", request " + answer.requestId())
                + (text == null || text.isBlank() ? "" : ": " + text.strip().replaceFirst("\\.$", ""));
    }

    private static String code(SdkServiceException answer) {
        AwsErrorDetails details = answer instanceof AwsServiceException aws ? aws.awsErrorDetails() : null;
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String advice(SdkServiceException answer) {
        if (isForbidden(answer) || answer.isClockSkewException()) {
            return "Check the credentials, the permissions of their principal, and this machine's clock";
        }
        if (isMissing(answer)) {
            return "Create it, or correct its name in the settings";
        }
        return switch (answer.statusCode()) {
            case 301, 307 -> "It is in another region: set the client's region to it";
            default -> "Correct the request's settings; the same call gets the same answer";
        };
    }
}
