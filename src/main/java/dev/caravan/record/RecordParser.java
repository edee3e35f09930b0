package dev.caravan.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Parses a record's bytes as one JSON object in UTF-8, strictly: invalid UTF-8, duplicate keys, trailing tokens, NaN and
 * Infinity are rejected, not repaired. A byte order mark is passed over. Numbers keep every digit. Safe for several
 * threads.
 */
public final class RecordParser {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final ParseLimits limits;
    private final ObjectReader reader;

    public RecordParser(ParseLimits limits) {
        this.limits = requireNonNull(limits, "limits");
        JsonFactory factory = new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(new Constraints(limits))
                .build();
        this.reader = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .reader();
    }

    /** The object, or a {@link RejectedRecordException} that says what is wrong. */
    public ObjectNode parse(byte[] value) {
        if (value == null) {
            throw new RejectedRecordException(Reason.NULL_VALUE, "The record has no value");
        }
        if (value.length > limits.maxBytes()) {
            throw new RejectedRecordException(
                    Reason.TOO_LARGE, "The value has " + value.length + " bytes, at most " + limits.maxBytes());
        }
        requireUtf8(value);
        try {
            int begin = Arrays.mismatch(value, BYTE_ORDER_MARK) >= BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
            JsonNode node = reader.readTree(value, begin, value.length - begin);
            if (node instanceof ObjectNode object) {
                requireLimits(object, 0);
                return object;
            }
            throw new RejectedRecordException(
                    Reason.NOT_JSON,
                    "Expected a JSON object, found " + (node == null ? "nothing" : node.getNodeType()));
        } catch (StreamConstraintsException e) {
            throw new RejectedRecordException(Reason.TOO_LARGE, e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            boolean duplicate = e.getOriginalMessage().startsWith("Duplicate field");
            throw new RejectedRecordException(
                    duplicate ? Reason.DUPLICATE_KEY : Reason.NOT_JSON, e.getOriginalMessage());
        } catch (NumberFormatException e) {
            // Jackson's own word for an exponent that no BigDecimal holds
            throw new RejectedRecordException(Reason.TOO_LARGE, "A number has an exponent of more than ten digits");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from an array cannot fail otherwise", e);
        }
    }

    /** Depth is told apart from a number that is too long, for which Jackson has one exception. */
    private static final class Constraints extends StreamReadConstraints {

        private static final long serialVersionUID = 1L;

        Constraints(ParseLimits limits) {
            super(
                    limits.maxDepth(),
                    DEFAULT_MAX_DOC_LEN,
                    DEFAULT_MAX_NUM_LEN,
                    limits.maxBytes(),
                    limits.maxBytes(),
                    DEFAULT_MAX_TOKEN_COUNT);
        }

        @Override
        public void validateNestingDepth(int depth) {
            if (depth > getMaxNestingDepth()) {
                throw new RejectedRecordException(
                        Reason.TOO_DEEP, "The record nests deeper than " + getMaxNestingDepth() + " levels");
            }
        }
    }

    private static void requireUtf8(byte[] value) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw new RejectedRecordException(Reason.INVALID_UTF8, "The value is not UTF-8");
        }
    }

    private int requireLimits(JsonNode node, int before) {
        int fields = before + (node.isObject() ? node.size() : 0);
        if (fields > limits.maxFields()) {
            throw new RejectedRecordException(
                    Reason.TOO_MANY_FIELDS, "The record has more than " + limits.maxFields() + " fields");
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                fields = requireLimits(child, fields);
            } else if (child.isBigDecimal()) {
                requireFewDigits(child.decimalValue());
            }
        }
        return fields;
    }

    /** A few characters with an exponent are gigabytes for whoever writes the number out, a schema's enum for one. */
    private static void requireFewDigits(BigDecimal number) {
        long scale = number.scale();
        if (Math.max(number.precision() - scale, scale) > StreamReadConstraints.DEFAULT_MAX_NUM_LEN) {
            throw new RejectedRecordException(
                    Reason.TOO_LARGE,
                    "A number has more than " + StreamReadConstraints.DEFAULT_MAX_NUM_LEN
                            + " digits if it is written without an exponent");
        }
    }
}
