package dev.caravan.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dead letter says of its record; key, record and values of headers in Base64, {@code null} as text for none.
 *
 * @param place {@code PARTITION@POSITION}
 */
record Letter(String source, String place, String reason, String key, String record, Map<String, String> headers) {

    private static final JsonMapper JSON = new JsonMapper();

    static Letter of(
            String source, String place, String reason, byte[] key, byte[] value, Map<String, byte[]> headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach((name, bytes) -> texts.put(name, base64(bytes)));
        return new Letter(source, place, reason, base64(key), base64(value), texts);
    }

    /** Reads a line of the dead letters. */
    static Letter parse(String line) {
        try {
            JsonNode letter = JSON.readTree(line);
            Map<String, String> headers = new TreeMap<>();
            for (JsonNode header : letter.path("headers")) {
                headers.put(header.path("name").asText(), header.path("value").asText());
            }
            return new Letter(
                    letter.path("source_name").asText(),
                    letter.path("partition").asText() + "@"
                            + letter.path("position").asText(),
                    letter.path("reason").asText(),
                    letter.path("key").asText(),
                    letter.path("record").asText(),
                    headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A dead letter is not JSON: " + line, e);
        }
    }

    /** The record's bytes as UTF-8. */
    String text() {
        return new String(Base64.getDecoder().decode(record), StandardCharsets.UTF_8);
    }

    /** Short enough to be read where many of them are compared. */
    @Override
    public String toString() {
        return source + " " + place + " " + reason + " record " + brief(record) + " key " + brief(key) + " headers "
                + headers;
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "… (" + text.length() + ")";
    }

    private static String base64(byte[] bytes) {
        return bytes == null ? "null" : Base64.getEncoder().encodeToString(bytes);
    }
}
