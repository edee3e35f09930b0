package dev.caravan.transform;

import dev.caravan.record.ParseLimits;
import dev.caravan.record.RecordParser;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.ResourceHelper;

/** Validate, select or set fields on every record of a batch; bad records become dead letters one by one. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "records",
        title = "Records",
        syntax = "records:operation",
        producerOnly = true,
        remote = false,
        category = {Category.TRANSFORMATION})
public class RecordsEndpoint extends DefaultEndpoint {

    @UriPath(enums = "validate,select,set", description = "What to do with each record.")
    @Metadata(required = true)
    private final RecordsOperation operation;

    @UriParam(description = "validate: the JSON schema, for example file:routes/schemas/user-activity.json.")
    private String schema;

    @UriParam(description = "select: the fields to keep, separated by commas, in the order they are written.")
    private String fields;

    @UriParam(
            enums = "omit,null",
            defaultValue = "omit",
            description = "select: whether a field that a record lacks is left out or written as null.")
    private String missing = "omit";

    @UriParam(description = "set: the field to set.")
    private String field;

    @UriParam(
            enums = "batch-id,source,partition,position,arrival-time",
            description = "set: what of the batch or the record's origin the field gets.")
    private String value;

    @UriParam(description = "set: a fixed text for the field, instead of value.")
    private String constant;

    @UriParam(defaultValue = "1048576", label = "advanced", description = "Largest record in bytes.")
    private int maxRecordBytes = ParseLimits.DEFAULT.maxBytes();

    @UriParam(defaultValue = "64", label = "advanced", description = "Deepest nesting of objects and arrays.")
    private int maxDepth = ParseLimits.DEFAULT.maxDepth();

    @UriParam(defaultValue = "10000", label = "advanced", description = "Most fields in one record.")
    private int maxFields = ParseLimits.DEFAULT.maxFields();

    RecordsEndpoint(String uri, Component component, RecordsOperation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Producer createProducer() throws Exception {
        RecordParser parser = new RecordParser(limits());
        return new RecordsProducer(this, step(parser));
    }

    private BatchStep step(RecordParser parser) throws Exception {
        return switch (operation) {
            case VALIDATE -> validation(parser);
            case SELECT -> new FieldSelection(parser, names(), missingAsNull());
            case SET -> new FieldAssignment(parser, required(field, "field"), FieldValue.of(value, constant));
        };
    }

    private BatchStep validation(RecordParser parser) throws Exception {
        String location = required(schema, "schema");
        try (InputStream content = ResourceHelper.resolveMandatoryResourceAsInputStream(getCamelContext(), location)) {
            return new SchemaValidation(parser, location, content);
        }
    }

    private List<String> names() {
        List<String> names = Arrays.stream(required(fields, "fields").split(",", -1))
                .map(String::strip)
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException(getEndpointUri() + ": fields has an empty name: " + fields);
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(getEndpointUri() + ": fields names " + name + " twice: " + fields);
            }
        }
        return names;
    }

    private boolean missingAsNull() {
        if (!missing.equals("omit") && !missing.equals("null")) {
            throw new IllegalArgumentException(getEndpointUri() + ": missing is omit or null, got " + missing);
        }
        return missing.equals("null");
    }

    private ParseLimits limits() {
        if (maxRecordBytes < 1 || maxDepth < 1 || maxFields < 1) {
            throw new IllegalArgumentException(
                    getEndpointUri() + ": maxRecordBytes, maxDepth and maxFields are 1 or more, got " + maxRecordBytes
                            + ", " + maxDepth + " and " + maxFields);
        }
        return new ParseLimits(maxRecordBytes, maxDepth, maxFields);
    }

    private String required(String option, String name) {
        if (option == null || option.isBlank()) {
            throw new IllegalArgumentException(getEndpointUri() + " needs the option " + name);
        }
        return option;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("records: is a step, not a source");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    public RecordsOperation getOperation() {
        return operation;
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = schema;
    }

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }

    public String getMissing() {
        return missing;
    }

    public void setMissing(String missing) {
        this.missing = missing;
    }

    public String getField() {
        return field;
    }

    public void setField(String field) {
        this.field = field;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getConstant() {
        return constant;
    }

    public void setConstant(String constant) {
        this.constant = constant;
    }

    public int getMaxRecordBytes() {
        return maxRecordBytes;
    }

    public void setMaxRecordBytes(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }

    public int getMaxDepth() {
        return maxDepth;
    }

    public void setMaxDepth(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    public int getMaxFields() {
        return maxFields;
    }

    public void setMaxFields(int maxFields) {
        this.maxFields = maxFields;
    }
}
