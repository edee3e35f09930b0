package dev.caravan.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item that a record becomes; of several records with one key, the last one's. */
record ItemWrite(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {}
