package dev.caravan.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One Kafka partition or Kinesis shard as one reader sees it.
 *
 * @param source topic or stream name
 * @param partition Kafka partition number or Kinesis shard id
 * @param lineage 8 hex digits that tell apart a recreated topic or stream, and two readers of one source, so that
 *     neither ever meets the other's objects
 */
public record SourcePartition(String source, String partition, String lineage) {

    public SourcePartition {
        if (source.isBlank() || partition.isBlank()) {
            throw new IllegalArgumentException("A source partition needs a source and a partition");
        }
        if (!lineage.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("A lineage is 8 hex digits, got " + lineage);
        }
    }

    /**
     * The lineage of one reader on one incarnation of a source.
     *
     * @param incarnation topic id, or stream creation time
     * @param reader consumer group, or KCL application name
     */
    public static String lineage(String incarnation, String reader) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((incarnation + "\n" + reader).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@code SOURCE-PARTITION}, as in object keys and logs. */
    public String label() {
        return source + "-" + partition;
    }
}
