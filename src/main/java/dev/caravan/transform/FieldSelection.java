package dev.caravan.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.record.BatchRange;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RecordStep;
import java.util.List;
import java.util.Optional;

/** Keeps the named top-level fields in the named order. */
record FieldSelection(RecordParser parser, List<String> fields, boolean missingAsNull) implements BatchStep {

    @Override
    public RecordStep on(BatchRange range) {
        return this::selected;
    }

    private Optional<BatchRecord> selected(BatchRecord record) {
        ObjectNode from = record.json(parser);
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        for (String field : fields) {
            JsonNode value = from.get(field);
            if (value != null || missingAsNull) {
                to.set(field, value);
            }
        }
        return Optional.of(record.withJson(to));
    }
}
