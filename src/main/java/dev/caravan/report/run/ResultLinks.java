package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.PermanentException;
import dev.caravan.report.mail.Links;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Files beside the query results, whose life ends with theirs, behind links that are good for a week, or as long as the
 * credentials are that signed them.
 */
public final class ResultLinks implements Links {

    /** S3's own limit. */
    private static final Duration A_WEEK = Duration.ofDays(7);

    private static final Pattern LOCATION = Pattern.compile("s3://([^/]+)/?(.*?)/*");

    private final S3Client s3;
    private final S3Presigner presigner;
    private final Optional<String> output;

    /** @param output {@code s3://BUCKET/PREFIX/} of query results; empty where the work group says it */
    public ResultLinks(S3Client s3, S3Presigner presigner, Optional<String> output) {
        this.s3 = requireNonNull(s3, "s3");
        this.presigner = requireNonNull(presigner, "presigner");
        this.output = requireNonNull(output, "output");
    }

    /**
     * @throws PermanentException if there is no place for the file, or it cannot be written
     * @throws dev.caravan.failure.RetryableException if S3 does not answer
     */
    @Override
    public URI link(Path file, String name) {
        Matcher place = LOCATION.matcher(output.orElse(""));
        if (!place.matches()) {
            throw new PermanentException(
                    name + " is too large to go with the mail, and athena.output does not say where"
                            + " query results are: set it, or give the report a larger maxAttachmentBytes");
        }
        String bucket = place.group(1);
        String prefix = place.group(2).isEmpty() ? "" : place.group(2) + "/";
        String key = prefix + "reports/" + UUID.randomUUID() + "/" + name;
        try {
            s3.putObject(put -> put.bucket(bucket).key(key), file);
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(A_WEEK)
                            .getObjectRequest(get -> get.bucket(bucket).key(key)))
                    .url()
                    .toURI();
        } catch (SdkException e) {
            throw AwsFailures.classify("PutObject of s3://" + bucket + "/" + key, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The presigned address of " + key + " is no URI", e);
        }
    }
}
