package dev.caravan.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.record.BatchRange;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RecordStep;
import java.util.Optional;

/** Sets one top-level field to a text that is the same on every replay. */
record FieldAssignment(RecordParser parser, String field, FieldValue value) implements BatchStep {

    @Override
    public RecordStep on(BatchRange range) {
        return record -> {
            ObjectNode json = record.json(parser);
            json.put(field, value.of(range, record));
            return Optional.of(record.withJson(json));
        };
    }
}
