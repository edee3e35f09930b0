package dev.caravan.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One record as producers send it and sinks should hold it.
 *
 * @param id unique in a run
 */
record Event(String id, String user, String action, String timestamp) {

    private static final JsonMapper JSON = new JsonMapper();

    byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    String json() {
        return "{\"event_id\":\"" + id + "\",\"user_id\":\"" + user + "\",\"action\":\"" + action
                + "\",\"timestamp\":\"" + timestamp + "\"}";
    }

    /** The event that these bytes are, further fields left aside; empty if they are none. */
    static Optional<Event> parse(byte[] json) {
        try {
            JsonNode node = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            return node != null && node.hasNonNull("event_id")
                    ? Optional.of(new Event(
                            node.path("event_id").asText(),
                            node.path("user_id").asText(),
                            node.path("action").asText(),
                            node.path("timestamp").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** {@code dt=YYYY-MM-DD/hour=HH}, where the lake has to hold it. */
    String folder() {
        return "dt=" + timestamp.substring(0, 10) + "/hour=" + timestamp.substring(11, 13);
    }
}
