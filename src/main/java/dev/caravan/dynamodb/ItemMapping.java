package dev.caravan.dynamodb;

import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RejectedRecordException;
import dev.caravan.record.SourcePartition;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes the item of a record; what cannot be an item of this table is rejected. */
record ItemMapping(TableKey tableKey, RecordParser parser, SourcePartition partition, Optional<Versioning> versioning) {

    /** DynamoDB: 400 KB an item. */
    private static final int MAX_ITEM_BYTES = 400 * 1024;

    ItemWrite write(BatchRecord record) {
        Map<String, AttributeValue> item = record.isTombstone() && versioning.isPresent()
                ? tombstone(record, versioning.get())
                : AttributeValues.of(record.json(parser));
        versioning.ifPresent(versions -> item.put(
                versions.attribute(),
                versions.version(partition, record.source().position())));
        int bytes = ItemSize.of(item);
        if (bytes > MAX_ITEM_BYTES) {
            throw new RejectedRecordException(
                    Reason.TOO_LARGE, "The item has " + bytes + " bytes, DynamoDB takes " + MAX_ITEM_BYTES);
        }
        return new ItemWrite(tableKey.of(item), item);
    }

    /** A deletion stays as an item, so that a late older record cannot bring the deleted one back. */
    private Map<String, AttributeValue> tombstone(BatchRecord record, Versioning versions) {
        byte[] key = record.source().key();
        if (key == null || tableKey.names().size() != 1) {
            throw new RejectedRecordException(
                    Reason.INVALID_KEY,
                    "A record without a value deletes an item by the record's key, for a table with one key attribute");
        }
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(tableKey.names().get(0), AttributeValue.fromS(text(key)));
        item.put("deleted", AttributeValue.fromBool(true));
        Instant expiry = record.source().arrivalTime().plus(versions.tombstoneAge());
        item.put(versions.ttlAttribute(), AttributeValue.fromN(Long.toString(expiry.getEpochSecond())));
        return item;
    }

    /** Repaired, it would be the key of another item. */
    private static String text(byte[] key) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RejectedRecordException(
                    Reason.INVALID_KEY, "A record without a value deletes an item, and its key is not UTF-8");
        }
    }
}
