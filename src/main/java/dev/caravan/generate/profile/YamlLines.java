package dev.caravan.generate.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A YAML file's name, and the line in which each of its keys stands. */
final class YamlLines {
    private final String file;
    private final Map<JsonPointer, Integer> lines = new HashMap<>();

    /** @param parser at the beginning of the file; is read to its end */
    YamlLines(String file, JsonParser parser) throws IOException {
        this.file = file;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                lines.put(
                        parser.getParsingContext().pathAsPointer(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
    }

    /** {@code FILE:LINE} of a key, or of the nearest one above it; {@code FILE} alone if there is none. */
    String place(JsonPointer key) {
        for (JsonPointer at = key; at != null; at = at.head()) {
            if (lines.containsKey(at)) {
                return file + ":" + lines.get(at);
            }
        }
        return file;
    }
}
