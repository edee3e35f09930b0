package dev.caravan.local.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a body is written on the wire. JSON: a blob is Base64 text, a timestamp is seconds with a fraction. CBOR: a blob
 * is a byte string, a timestamp is tag 1 with whole milliseconds (what SDK v2 sends and reads; the tag's own definition
 * says seconds).
 */
@SuppressWarnings("ImmutableEnumChecker") // a mapper is not changed after its making
enum WireFormat {
    JSON(new JsonFactory()) {
        @Override
        void writeInstant(JsonGenerator out, Instant instant) throws IOException {
            out.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }

        @Override
        Instant readInstant(JsonNode number) {
            return Instant.ofEpochMilli(number.decimalValue().movePointRight(3).longValue());
        }
    },
    CBOR(new CBORFactory()) {
        @Override
        void writeInstant(JsonGenerator out, Instant instant) throws IOException {
            ((CBORGenerator) out).writeTag(EPOCH_TAG);
            out.writeNumber(instant.toEpochMilli());
        }

        @Override
        Instant readInstant(JsonNode number) {
            return Instant.ofEpochMilli(number.longValue());
        }
    };

    private static final int EPOCH_TAG = 1;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT_CHARACTERS = 20 << 20;

    private final ObjectMapper mapper;

    WireFormat(JsonFactory factory) {
        factory.setStreamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_TEXT_CHARACTERS)
                .build());
        this.mapper = new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The format of a content type ({@code application/x-amz-json-1.0}, {@code -1.1}, {@code x-amz-cbor-1.1}). */
    static Optional<WireFormat> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-amz-json-1.0", "application/x-amz-json-1.1", "application/json" -> Optional.of(JSON);
            case "application/x-amz-cbor-1.1" -> Optional.of(CBOR);
            default -> Optional.empty();
        };
    }

    abstract void writeInstant(JsonGenerator out, Instant instant) throws IOException;

    abstract Instant readInstant(JsonNode number);

    /** The object in a body; an empty body is an empty object. */
    ObjectNode read(byte[] body) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (mapper.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw notWellFormed(e.getOriginalMessage());
        } catch (IOException e) {
            throw notWellFormed(e.getMessage());
        }
        throw AwsError.serialization("Start of structure or map expected, but the body of the request is no object.");
    }

    private AwsError notWellFormed(String reason) {
        return AwsError.serialization("The body of the request is not well-formed " + this + ": " + reason);
    }

    /** The bytes of an answer. */
    byte[] write(ObjectNode answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = mapper.createGenerator(bytes)) {
            write(out, answer);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the answer as " + this, e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator out, JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    out.writeFieldName(member.getKey());
                    write(out, member.getValue());
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode item : node) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case BINARY -> out.writeBinary(node.binaryValue());
            case POJO -> writeInstant(out, (Instant) ((POJONode) node).getPojo());
            default -> mapper.writeTree(out, node);
        }
    }
}
