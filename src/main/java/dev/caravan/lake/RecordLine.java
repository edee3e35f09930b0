package dev.caravan.lake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RejectedRecordException;

/**
 * One record as it stands in an object: UTF-8, one line. Bytes that no step has touched are kept as they came unless
 * they would not be one line of UTF-8 JSON (line breaks, which Hive's readers split at, a byte order mark); those
 * are parsed and written anew. Another encoding is refused by the parser.
 */
record RecordLine(byte[] bytes, String folders) {

    /** Makes lines under the settings of one endpoint. */
    record Maker(LakeSettings settings, RecordParser parser) {

        /** @throws RejectedRecordException if the record has no content, is not JSON, or fits no partition */
        RecordLine line(BatchRecord record) {
            byte[] bytes = record.bytes();
            if (record.json().isPresent()) {
                return new RecordLine(bytes, folders(record.json().get()));
            }
            boolean asItCame = bytes != null && isOneLine(bytes);
            if (asItCame && !settings.parsesEveryRecord()) {
                requireSmall(bytes);
                return new RecordLine(bytes, "");
            }
            ObjectNode parsed = parser.parse(bytes);
            return new RecordLine(asItCame ? bytes : record.withJson(parsed).bytes(), folders(parsed));
        }

        private String folders(ObjectNode content) {
            return settings.partitioner().folders(content);
        }

        private void requireSmall(byte[] bytes) {
            int max = settings.limits().maxBytes();
            if (bytes.length > max) {
                throw new RejectedRecordException(
                        Reason.TOO_LARGE, "The value has " + bytes.length + " bytes, at most " + max);
            }
        }
    }

    private static boolean isOneLine(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != '{' || bytes[1] == 0) {
            return false;
        }
        for (byte b : bytes) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
