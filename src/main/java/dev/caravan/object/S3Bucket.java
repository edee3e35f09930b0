package dev.caravan.object;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.RetryableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One bucket: creates objects through Camel's aws2-s3 producer, each in a single PutObject with known length and
 * {@code If-None-Match: *}, and reads their metadata. Every exchange is made here, so nothing of a message steers a put.
 *
 * <p>Started before use and stopped by its owner; the client is closed by whoever made it. Thread-safe.
 */
public final class S3Bucket extends ServiceSupport {

    /** Amazon S3 user guide, "General purpose bucket naming rules". */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final CamelContext context;
    private final S3Client client;
    private final String name;
    private Endpoint endpoint;
    private Producer producer;

    public S3Bucket(CamelContext context, S3Client client, String name) {
        this.context = requireNonNull(context, "context");
        this.client = requireNonNull(client, "client");
        this.name = requireName(name);
    }

    /** The same name; {@link IllegalArgumentException} for one that no bucket has. */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A bucket name has 3 to 63 lower-case letters, digits, dots and hyphens, got " + name);
        }
        return name;
    }

    public String name() {
        return name;
    }

    /** {@code s3://BUCKET/KEY}, as in messages and logs. */
    public String location(ObjectKey key) {
        return "s3://" + name + "/" + key.value();
    }

    /**
     * Creates the object if there is none under the key.
     *
     * @return false if there is one already
     * @throws RetryableException for what may pass by itself, a concurrent create (409) included
     * @throws dev.caravan.failure.PermanentException for what somebody must change: permissions, the bucket, the region
     */
    public boolean create(ObjectKey key, ObjectContent content, Map<String, String> metadata) throws Exception {
        Exchange exchange = endpoint.createExchange();
        Message message = exchange.getMessage();
        message.setHeader(AWS2S3Constants.KEY, key.value());
        message.setHeader(AWS2S3Constants.CONTENT_TYPE, content.type());
        message.setHeader(AWS2S3Constants.CONTENT_LENGTH, (long) content.bytes().length);
        message.setHeader(AWS2S3Constants.METADATA, new HashMap<>(metadata));
        if (content.isGzipped()) {
            message.setHeader(AWS2S3Constants.CONTENT_ENCODING, "gzip");
        }
        message.setBody(content.bytes());
        try {
            producer.process(exchange);
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 412) {
                return false;
            }
            throw AwsFailures.classify("PutObject of " + location(key), e);
        } catch (SdkException e) {
            throw AwsFailures.classify("PutObject of " + location(key), e);
        }
    }

    /**
     * The user metadata of an object, empty if there is no object.
     *
     * @throws RetryableException for what may pass by itself
     * @throws dev.caravan.failure.PermanentException for what somebody must change; HeadObject needs s3:GetObject
     */
    public Optional<Map<String, String>> metadata(ObjectKey key) {
        try {
            return Optional.of(client.headObject(head -> head.bucket(name).key(key.value()))
                    .metadata());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw AwsFailures.classify("HeadObject of " + location(key), e);
        } catch (SdkException e) {
            throw AwsFailures.classify("HeadObject of " + location(key), e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        Map<String, Object> options = new HashMap<>();
        options.put("amazonS3Client", client);
        options.put("conditionalWritesEnabled", true);
        // an option of consumers, but with it a start makes no HeadBucket call: S3 may be away for a moment, and
        // writing
        // needs no s3:ListBucket
        options.put("fileName", "none");
        endpoint = context.getComponent("aws2-s3").createEndpoint("aws2-s3://" + name, options);
        producer = endpoint.createProducer();
        ServiceHelper.startService(endpoint, producer);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(producer, endpoint);
    }
}
