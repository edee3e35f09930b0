package dev.caravan.faults.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Refusals in AWS's own shapes; the service never sees the request. */
public final class AwsErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private AwsErrors() {}

    /**
     * S3's XML, for example {@code s3(503, "SlowDown", "Please reduce your request rate.")}. An answer to HEAD has the
     * status only, as S3's own.
     */
    public static Action s3(int status, String code, String message) {
        return (request, target) -> {
            String id = UUID.randomUUID().toString();
            String body = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId><HostId>%s</HostId></Error>\
                """.formatted(code, message, id, id);
            Map<String, String> headers =
                    Map.of("Content-Type", "application/xml", "x-amz-request-id", id, "x-amz-id-2", id);
            return Action.answer(status, headers, body.getBytes(StandardCharsets.UTF_8))
                    .play(request, target);
        };
    }

    /**
     * The error of a service that is spoken to in JSON or CBOR (DynamoDB, Kinesis, Glue, Athena), in the request's own
     * format.
     *
     * @param type for example {@code ProvisionedThroughputExceededException}, with or without a name space before a
     *     {@code #}
     */
    public static Action json(int status, String type, String message) {
        return (request, target) -> {
            String contentType = request.header("Content-Type").orElse("application/x-amz-json-1.1");
            Map<String, String> headers = Map.of(
                    "Content-Type",
                    contentType,
                    "x-amzn-ErrorType",
                    type.substring(type.indexOf('#') + 1),
                    "x-amzn-RequestId",
                    UUID.randomUUID().toString());
            byte[] body = write(contentType.contains("cbor") ? CBOR : JSON, Map.of("__type", type, "message", message));
            return Action.answer(status, headers, body).play(request, target);
        };
    }

    /**
     * BatchWriteItem answers 200, but some items come back as {@code UnprocessedItems} and are not written: the service
     * gets a batch without them. The signature is then wrong, which DynamoDB Local does not look at; the real service
     * would refuse it.
     */
    public static Action unprocessed(Unprocessed which) {
        return UnprocessedItems.first(which);
    }

    /** Like {@link #unprocessed(Unprocessed)}, but it is always the same items: those whose JSON has this text. */
    public static Action unprocessed(String text) {
        return UnprocessedItems.with(text);
    }

    private static byte[] write(ObjectMapper format, Map<String, String> error) {
        try {
            return format.writeValueAsBytes(error);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write the error " + error, e);
        }
    }
}
