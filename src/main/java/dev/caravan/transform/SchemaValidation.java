package dev.caravan.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import dev.caravan.record.BatchRange;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RecordStep;
import dev.caravan.record.RejectedRecordException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checks each record against a JSON schema (draft of its {@code $schema}, 2020-12 where it names none), formats
 * included.
 */
final class SchemaValidation implements BatchStep {

    /** A start makes no call, and what shapes the records is in the file whose content the fingerprint covers. */
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(SchemaValidation::requireKnown)));

    /** Messages become part of dead letters, whose bytes depend on no machine's language. */
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ROOT)
            .build();

    private final RecordParser parser;
    private final JsonSchema schema;

    /** @throws IllegalArgumentException if the content is not a JSON schema, or refers to another file or an address */
    SchemaValidation(RecordParser parser, String location, InputStream content) {
        this.parser = parser;
        try {
            this.schema = SCHEMAS.getSchema(content, CONFIG);
            this.schema.initializeValidators();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(location + " is not a JSON schema: " + e.getMessage(), e);
        }
        requireSchema(location);
    }

    /** Otherwise a misspelt type would make every record of the stream a dead letter. */
    private void requireSchema(String location) {
        String draft = schema.getValidationContext().getMetaSchema().getIri();
        SCHEMAS.getSchema(SchemaLocation.of(draft), CONFIG).validate(schema.getSchemaNode()).stream()
                .map(ValidationMessage::getMessage)
                .min(Comparator.naturalOrder())
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException(location + " is not a JSON schema: " + wrong);
                });
    }

    /** The drafts' own schemas are in the library. */
    private static InputStreamSource requireKnown(AbsoluteIri iri) {
        if (iri.toString().startsWith("classpath:draft")) {
            return null;
        }
        throw new JsonSchemaException(
                "it refers to " + iri + ", and only references within the file are followed: #/$defs/NAME");
    }

    @Override
    public RecordStep on(BatchRange range) {
        return this::validated;
    }

    private Optional<BatchRecord> validated(BatchRecord record) {
        ObjectNode json = record.json(parser);
        List<Violation> violations = violations(json).stream()
                .map(Violation::of)
                .sorted(Comparator.comparing(Violation::reason).thenComparing(Violation::message))
                .toList();
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw new RejectedRecordException(first.reason(), first.message());
        }
        return Optional.of(record.withJson(json));
    }

    /** Java's regular expressions match some patterns by recursion, and one long text must not stop the route. */
    private Set<ValidationMessage> violations(ObjectNode json) {
        try {
            return schema.validate(json);
        } catch (StackOverflowError e) {
            throw new RejectedRecordException(
                    Reason.SCHEMA_VIOLATION, "A text of the record is too long for a pattern of the schema");
        }
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
