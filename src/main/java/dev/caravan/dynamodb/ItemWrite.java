package dev.caravan.dynamodb;

import dev.caravan.record.BatchRecord;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item that one record becomes. */
record ItemWrite(BatchRecord record, Map<String, AttributeValue> key, Map<String, AttributeValue> item, int bytes) {}
