package dev.caravan.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.caravan.record.BatchRange;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RecordStep;
import dev.caravan.record.RejectedRecordException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks each record against a JSON schema (draft of its {@code $schema}, 2020-12 where it names none), formats
 * included.
 */
final class SchemaValidation implements BatchStep {

    private final RecordParser parser;
    private final JsonSchema schema;

    /** @throws IllegalArgumentException if the content is not a JSON schema */
    SchemaValidation(RecordParser parser, String location, InputStream content) {
        this.parser = parser;
        try {
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .build();
            this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(content, config);
            this.schema.initializeValidators();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(location + " is not a JSON schema: " + e.getMessage(), e);
        }
    }

    @Override
    public RecordStep on(BatchRange range) {
        return this::validated;
    }

    private Optional<BatchRecord> validated(BatchRecord record) {
        ObjectNode json = record.json(parser);
        List<Violation> violations = schema.validate(json).stream()
                .map(Violation::of)
                .sorted(Comparator.comparing(Violation::reason).thenComparing(Violation::message))
                .toList();
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw new RejectedRecordException(first.reason(), first.message());
        }
        return Optional.of(record.withJson(json));
    }

    private record Violation(Reason reason, String message) {

        static Violation of(ValidationMessage message) {
            Reason reason =
                    switch (message.getType()) {
                        case "required" -> Reason.MISSING_FIELD;
                        case "type" -> Reason.WRONG_TYPE;
                        default -> Reason.SCHEMA_VIOLATION;
                    };
            return new Violation(reason, message.getMessage());
        }
    }
}
