package dev.caravan.dynamodb;

import dev.caravan.failure.PermanentException;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How items carry the position of the record they come from.
 *
 * <p>A version is the text {@code SOURCE/PARTITION/LINEAGE/POSITION}, the position padded. Texts with the same part up to
 * the last slash sort as positions do; others have no order, since positions are counted for each partition alone.
 *
 * @param attribute holds the version
 * @param ttlAttribute epoch seconds after which a tombstone item may go
 */
record Versioning(String attribute, String ttlAttribute, Duration tombstoneAge) {

    Versioning {
        if (attribute.isBlank() || ttlAttribute.isBlank() || attribute.equals(ttlAttribute)) {
            throw new IllegalArgumentException("versionAttribute and ttlAttribute are two different names");
        }
    }

    /** @throws PermanentException if an attribute written here is one that the table finds its items by */
    void requireBeside(TableKey key, String table) {
        for (String name : List.of(attribute, ttlAttribute)) {
            if (key.names().contains(name)) {
                throw new PermanentException("Table " + table + " has " + name + " in its key, and versionAttribute or"
                        + " ttlAttribute would overwrite it: name another attribute");
            }
        }
    }

    AttributeValue version(SourcePartition partition, Position position) {
        return AttributeValue.fromS(
                partition.source() + "/" + partition.partition() + "/" + partition.lineage() + "/" + position.padded());
    }

    /** What all versions begin with that can be compared with this one. */
    static String order(String version) {
        return version.substring(0, version.lastIndexOf('/') + 1);
    }
}
