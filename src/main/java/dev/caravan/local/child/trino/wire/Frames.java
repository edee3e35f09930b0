package dev.caravan.local.child.trino.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes and reads frames. */
public final class Frames {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            // a value of a result may be longer than Jackson's default limit; both ends of the pipe are ours
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private Frames() {}

    /** Reads frames one by one; waits for the next one only when it is asked for. */
    public static <T> MappingIterator<T> read(InputStream input, Class<T> frame) throws IOException {
        return MAPPER.readerFor(frame).readValues(input);
    }

    /** Writes one frame and its line end, and flushes. Not safe for several threads. */
    public static void write(OutputStream output, Object frame) throws IOException {
        output.write(MAPPER.writeValueAsBytes(frame));
        output.write('\n');
        output.flush();
    }

    /** A value as it goes into {@link ParentFrame.Answer}. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value of {@link ParentFrame.Answer} as what was asked for; null for JSON null. */
    public static <T> T value(JsonNode tree, Class<T> type) throws IOException {
        return MAPPER.treeToValue(tree, type);
    }
}
