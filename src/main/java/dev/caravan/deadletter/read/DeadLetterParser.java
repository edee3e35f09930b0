package dev.caravan.deadletter.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourceRecord;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the lines that {@link dev.caravan.deadletter.S3DeadLetters} writes. */
final class DeadLetterParser {

    /** A line holds a whole record: as long as the source let it be. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private DeadLetterParser() {}

    /** @throws IllegalArgumentException if the line is not a dead letter, or its record not the one it says it is */
    static DeadLetter parse(String line, LetterObject object) {
        JsonNode json = json(line);
        String source = text(json, "source_name");
        String partition = text(json, "partition");
        String route = text(json, "route");
        SourceRecord record = record(json);
        return new DeadLetter(
                DeadLetterId.of(source, object.lineage(), route, partition, record),
                text(json, "reason"),
                text(json, "detail"),
                route,
                source,
                object.lineage(),
                partition,
                record,
                verified(json, record.value()),
                ReplayMark.of(record.headers()),
                object.key());
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static SourceRecord record(JsonNode json) {
        List<RecordHeader> headers = new ArrayList<>();
        for (JsonNode header : json.path("headers")) {
            headers.add(new RecordHeader(text(header, "name"), bytes(header, "value")));
        }
        return new SourceRecord(
                position(text(json, "position")), arrival(json), bytes(json, "key"), bytes(json, "record"), headers);
    }

    private static Position position(String text) {
        return text.contains(".") ? KinesisPosition.parse(text) : KafkaPosition.parse(text);
    }

    private static Instant arrival(JsonNode json) {
        String text = text(json, "arrival_time");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("arrival_time " + text + " is no time", e);
        }
    }

    private static Optional<String> verified(JsonNode json, byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        String hash = sha256(value);
        if (!hash.equals(text(json, "sha256"))) {
            throw new IllegalArgumentException("the SHA-256 is not that of the record");
        }
        return Optional.of(hash);
    }

    private static byte[] bytes(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNull() ? null : Base64.getDecoder().decode(text(json, field));
    }

    private static String text(JsonNode json, String field) {
        String text = json.path(field).textValue();
        if (text == null) {
            throw new IllegalArgumentException("no text in the field " + field);
        }
        return text;
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
