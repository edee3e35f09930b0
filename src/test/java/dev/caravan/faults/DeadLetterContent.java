package dev.caravan.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.List;

/** The dead letters of one source as the records that they were. */
final class DeadLetterContent {

    private static final JsonMapper JSON = new JsonMapper();

    private DeadLetterContent() {}

    static List<SourceEntry> of(LakeContent lines) {
        return lines.lines().stream().map(line -> entry(line.text())).toList();
    }

    private static SourceEntry entry(String line) {
        try {
            JsonNode letter = JSON.readTree(line);
            String record = letter.path("record").asText();
            String position = letter.path("position").asText();
            int subSequence = position.indexOf('.');
            return new SourceEntry(
                    letter.path("partition").asText(),
                    subSequence < 0 ? position : position.substring(0, subSequence),
                    Base64.getDecoder().decode(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A dead letter is not JSON: " + line, e);
        }
    }
}
