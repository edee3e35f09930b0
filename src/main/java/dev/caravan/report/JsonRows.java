package dev.caravan.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** One JSON array of objects; numbers and booleans as such, everything else as Athena's text. */
public final class JsonRows implements QueryFormat {

    /** An answer that breaks off must not look whole, so nothing is closed that was not ended. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    @Override
    public void print(QueryResult result, PrintWriter out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            while (result.rows().hasNext()) {
                write(json, result.columns(), result.rows().next());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    private static void write(JsonGenerator json, List<QueryResult.Column> columns, List<String> row)
            throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            String cell = row.get(i);
            if (cell == null) {
                json.writeNull();
            } else if (columns.get(i).isNumber() && cell.matches("-?\\d.*")) {
                json.writeRawValue(cell);
            } else if (columns.get(i).type().equals("boolean")) {
                json.writeBoolean(Boolean.parseBoolean(cell));
            } else {
                json.writeString(cell);
            }
        }
        json.writeEndObject();
    }
}
