package dev.caravan.faults.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A request to a Kafka broker: its head as Kafka's protocol guide has it (api key, version, correlation id), and the
 * rest as bytes.
 *
 * @param frame without its length
 */
public record KafkaRequest(byte[] frame) {

    public ApiKeys api() {
        return ApiKeys.forId(ByteBuffer.wrap(frame).getShort(0));
    }

    int correlationId() {
        return ByteBuffer.wrap(frame).getInt(4);
    }

    /** True if the text, of ASCII characters, stands anywhere in the request. */
    public boolean contains(String text) {
        return new String(frame, StandardCharsets.ISO_8859_1).contains(text);
    }
}
