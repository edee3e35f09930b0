package dev.caravan.dynamodb;

import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Position;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How items carry the position of the record they come from.
 *
 * @param attribute holds the position: a number for Kafka, a padded string for Kinesis, both ordered as positions are
 * @param ttlAttribute epoch seconds after which a tombstone item may go
 */
record Versioning(String attribute, String ttlAttribute, Duration tombstoneAge) {

    Versioning {
        if (attribute.isBlank() || ttlAttribute.isBlank() || attribute.equals(ttlAttribute)) {
            throw new IllegalArgumentException("versionAttribute and ttlAttribute are two different names");
        }
    }

    AttributeValue version(Position position) {
        return position instanceof KafkaPosition kafka
                ? AttributeValue.fromN(Long.toString(kafka.offset()))
                : AttributeValue.fromS(position.padded());
    }
}
