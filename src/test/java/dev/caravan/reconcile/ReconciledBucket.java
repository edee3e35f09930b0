package dev.caravan.reconcile;

import dev.caravan.object.GzipStream;
import dev.caravan.object.NewObject;
import dev.caravan.object.ObjectContent;
import dev.caravan.object.ObjectName;
import dev.caravan.object.Prefix;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.SourcePartition;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;

/** A bucket with objects as {@code lake:} and the dead letters make them, one line for each record. */
public final class ReconciledBucket {

    public static final String LINEAGE = "0123abcd";

    public final String name = SharedServices.createBucket();

    /** A batch of Kafka's topic clicks. */
    public static BatchRange range(int partition, long start, long end) {
        return new BatchRange(
                new SourcePartition("clicks", Integer.toString(partition), LINEAGE),
                new KafkaPosition(start),
                new KafkaPosition(end),
                Optional.of(start).filter(first -> first > 0).map(first -> new KafkaPosition(first - 1)),
                "00112233");
    }

    /**
     * One object of a batch, or its manifest.
     *
     * @param folders where it lies, with a slash at the end; {@code _manifests/} for no rows
     * @return its key
     */
    public String put(String folders, BatchRange range, int rejected, int out, int rows) throws IOException {
        Map<String, String> counts = Map.of(
                "records-in", Integer.toString(out + rejected),
                "records-out", Integer.toString(out),
                "records-rejected", Integer.toString(rejected),
                "records-filtered", "0",
                "rows", Integer.toString(rows));
        return put(folders, range, counts, "{\"action\":\"click\"}\n".repeat(rows));
    }

    /** Dead letters of a batch. */
    public String putLetters(BatchRange range, int rows) throws IOException {
        String folders = "dead-letters/source=" + range.partition().source() + "/dt=2025-01-19/";
        Map<String, String> metadata = Map.of("route", "to-lake", "rows", Integer.toString(rows));
        return put(folders, range, metadata, "{\"reason\":\"not-json\"}\n".repeat(rows));
    }

    /** Something that is of no batch. */
    public void putForeign(String key) {
        SharedServices.s3Client().putObject(put -> put.bucket(name).key(key), RequestBody.fromString("x"));
    }

    public void delete(String key) {
        SharedServices.s3Client().deleteObject(delete -> delete.bucket(name).key(key));
    }

    private String put(String folders, BatchRange range, Map<String, String> metadata, String lines)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipStream gzip = new GzipStream(bytes, GzipStream.DEFAULT_LEVEL)) {
            gzip.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        NewObject object = new NewObject(
                ObjectName.of(new Prefix(folders), range, ".json.gz"),
                range,
                new ObjectContent(bytes.toByteArray(), "application/x-ndjson", true),
                metadata);
        String key = object.name().key().value();
        SharedServices.s3Client()
                .putObject(
                        put -> put.bucket(name).key(key).metadata(object.metadata()),
                        RequestBody.fromBytes(object.content().bytes()));
        return key;
    }
}
