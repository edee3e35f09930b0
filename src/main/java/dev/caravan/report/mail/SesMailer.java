package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * SendRawEmail of Amazon SES, one attempt by a client that repeats nothing. SES takes mails up to 10 MB and gives them a
 * Message-ID of its own.
 */
final class SesMailer implements Mailer {

    private final Sender sender;
    private final SesClient client;

    SesMailer(Sender sender, SesClient client) {
        this.sender = requireNonNull(sender, "sender");
        this.client = requireNonNull(client, "client");
    }

    @Override
    public void send(Letter letter) {
        SdkBytes bytes = SdkBytes.fromByteArrayUnsafe(bytes(letter));
        try {
            client.sendRawEmail(request -> request.source(sender.header().toString())
                    .destinations(letter.recipient())
                    .rawMessage(raw -> raw.data(bytes)));
        } catch (SdkException e) {
            throw failure(letter, e);
        }
    }

    private static byte[] bytes(Letter letter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            letter.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The mail " + letter.messageId() + " could not be read", e);
        }
        return bytes.toByteArray();
    }

    private static RuntimeException failure(Letter letter, SdkException e) {
        String what = "Mailing " + letter.messageId() + " to " + letter.recipient() + " through Amazon SES";
        if (wasSent(e)) {
            return new UncertainException(what + ": nobody knows whether SES took it: " + e.getMessage(), e);
        }
        RuntimeException kind = AwsFailures.classify("SendRawEmail", e);
        if (kind instanceof PermanentException) {
            return new RefusedException(what + " was refused: " + kind.getMessage(), e);
        }
        return new RetryableException(what + " did not succeed: " + kind.getMessage(), e);
    }

    /** An error of the server, or none at all after the request: the mail may be on its way. */
    private static boolean wasSent(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return answer.statusCode() >= 500 && answer.statusCode() != 503 && !answer.isThrottlingException();
        }
        return e instanceof SdkClientException && hasLeft(e);
    }

    private static boolean hasLeft(SdkException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof IOException
                                || cause instanceof ApiCallTimeoutException
                                || cause instanceof ApiCallAttemptTimeoutException
                                || cause instanceof AbortedException)
                && Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .noneMatch(cause -> cause instanceof ConnectException
                                || cause instanceof NoRouteToHostException
                                || cause instanceof UnknownHostException
                                || cause instanceof ConnectTimeoutException);
    }
}
