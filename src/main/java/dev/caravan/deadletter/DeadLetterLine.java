package dev.caravan.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.Rejection;
import dev.caravan.record.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One dead letter as a line of JSON. Every field is always there and always of one type, so that a crawler makes one
 * table of all:
 *
 * <ul>
 *   <li>{@code reason}: code of {@link dev.caravan.record.Reason}; {@code detail}: in words, at most 1,000 characters
 *   <li>{@code route}, {@code source_name} (topic or stream; {@code source} is the table partition's column), {@code
 *       partition}, {@code position}: all strings
 *   <li>{@code arrival_time}: ISO-8601 in UTC with milliseconds
 *   <li>{@code key}: Base64, null where there is none
 *   <li>{@code headers}: an array of {@code name} and {@code value} (Base64 or null), as they came
 *   <li>{@code sha256}: lower-case hex of the record's original bytes; {@code record}: Base64 of all of them. Both null
 *       for a tombstone
 * </ul>
 */
final class DeadLetterLine {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DETAIL = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private DeadLetterLine() {}

    static void write(DeadLetters letters, Rejection rejection, OutputStream out) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        SourceRecord record = rejection.record();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("reason", rejection.reason().code());
            json.writeStringField("detail", detail(rejection.detail()));
            json.writeStringField("route", letters.route());
            json.writeStringField("source_name", letters.range().partition().source());
            json.writeStringField("partition", letters.range().partition().partition());
            json.writeStringField("position", record.position().text());
            json.writeStringField("arrival_time", TIME.format(record.arrivalTime()));
            writeBase64(json, "key", record.key());
            json.writeArrayFieldStart("headers");
            for (RecordHeader header : record.headers()) {
                json.writeStartObject();
                json.writeStringField("name", wellFormed(header.name()));
                writeBase64(json, "value", header.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("sha256", sha256(record.value()));
            writeBase64(json, "record", record.value());
            json.writeEndObject();
        }
        line.write('\n');
        line.writeTo(out);
    }

    private static void writeBase64(JsonGenerator json, String field, byte[] value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeBinary(value);
        }
    }

    private static String detail(String detail) {
        return wellFormed(detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL));
    }

    /** Half of a surrogate pair becomes a question mark: the letter must be writable whatever a message repeats. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] value) {
        if (value == null) {
            return null;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
