package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.replay.Attempt;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourceRecord;
import java.util.List;

/** One dead letter with its replays, for people and for programs. */
final class DeadLetterText {

    private static final JsonMapper JSON = new JsonMapper();

    private DeadLetterText() {}

    static String text(DeadLetter letter, List<Attempt> attempts) {
        SourceRecord record = letter.record();
        StringBuilder text = new StringBuilder();
        line(text, "id", letter.id().text());
        line(text, "reason", letter.reason());
        line(text, "detail", letter.detail());
        line(text, "route", letter.route());
        line(text, "source", letter.source() + (letter.isFromKinesis() ? " (Kinesis stream)" : " (Kafka topic)"));
        line(text, "lineage", letter.lineage());
        line(text, "partition", letter.partition());
        line(text, "position", record.position().text());
        line(text, "arrival", record.arrivalTime().toString());
        line(text, "object", letter.object());
        line(
                text,
                "replays",
                letter.mark().count()
                        + letter.mark()
                                .first()
                                .map(first -> ", first as " + first)
                                .orElse(""));
        attempts.forEach(attempt -> line(text, "replay " + attempt.number(), text(json(attempt))));
        line(text, "key", record.key() == null ? "none" : new RecordText(record.key()).inLine());
        for (RecordHeader header : record.headers()) {
            line(
                    text,
                    "header",
                    header.name() + " = "
                            + (header.value() == null ? "none" : new RecordText(header.value()).inLine()));
        }
        line(text, "sha256", letter.sha256().orElse("none"));
        line(text, "bytes", Integer.toString(letter.bytes()));
        return text.append('\n')
                .append(record.value() == null ? "(no value: a tombstone)" : new RecordText(record.value()).text())
                .toString();
    }

    static String json(DeadLetter letter, List<Attempt> attempts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        SourceRecord record = letter.record();
        json.put("id", letter.id().text());
        json.put("reason", letter.reason());
        json.put("detail", letter.detail());
        json.put("route", letter.route());
        json.put("source", letter.source());
        json.put("kind", letter.isFromKinesis() ? "kinesis" : "kafka");
        json.put("lineage", letter.lineage());
        json.put("partition", letter.partition());
        json.put("position", record.position().text());
        json.put("arrival", record.arrivalTime().toString());
        json.put("object", letter.object());
        json.put("replays", letter.mark().count());
        json.put("first", letter.mark().first().map(Object::toString).orElse(null));
        ArrayNode replayed = json.putArray("attempts");
        attempts.forEach(attempt -> replayed.add(json(attempt)));
        json.put("key", record.key());
        ArrayNode headers = json.putArray("headers");
        record.headers()
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        json.put("sha256", letter.sha256().orElse(null));
        json.put("record", record.value());
        return json.toString();
    }

    private static ObjectNode json(Attempt attempt) {
        try {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("number", attempt.number());
            json.put("state", attempt.state().name());
            json.set("claim", JSON.readTree(attempt.claim()));
            json.set("outcome", JSON.readTree(attempt.outcome().orElse("null")));
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger says of attempt " + attempt.number() + " what is not JSON", e);
        }
    }

    private static String text(JsonNode attempt) {
        JsonNode claim = attempt.get("claim");
        JsonNode outcome = attempt.get("outcome");
        String text =
                attempt.get("state").asText() + " to " + claim.path("target").asText() + ", claimed "
                        + claim.path("claimed_at").asText() + " by "
                        + claim.path("operator").asText();
        if (outcome.isNull()) {
            return text + ", without an outcome: in progress, or ended by a crash";
        }
        return outcome.has("detail")
                ? text + ": " + outcome.get("detail").asText()
                : text + ", now at partition " + outcome.path("partition").asText() + ", position "
                        + outcome.path("position").asText();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-10s ", name))
                .append(RecordText.printable(value))
                .append('\n');
    }
}
