package dev.caravan.deadletter;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.object.ObjectWriter;
import dev.caravan.object.Prefix;
import dev.caravan.object.S3Bucket;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.Rejection;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket with dead letters as routes write them. */
public final class DeadLetterBucket {

    public static final Instant ARRIVAL = Instant.parse("2025-01-19T12:00:00.250Z");
    public static final String SEQUENCE = "49600000000000000000000000000000000000000000000000000000";

    public final String name = SharedServices.createBucket();

    /** A record of Kafka with a key and two headers. */
    public static Rejection kafka(long offset, Instant arrival, Reason reason, byte[] value) {
        List<RecordHeader> headers =
                List.of(new RecordHeader("trace", new byte[] {1, 2}), new RecordHeader("trace", null));
        return kafka(offset, arrival, reason, value, headers);
    }

    public static Rejection kafka(
            long offset, Instant arrival, Reason reason, byte[] value, List<RecordHeader> headers) {
        return rejection(new KafkaPosition(offset), arrival, reason, value, headers);
    }

    public static Rejection kafka(long offset, String value) {
        return kafka(offset, ARRIVAL, Reason.NOT_JSON, bytes(value));
    }

    /** A record of Kinesis; its number is added to {@link #SEQUENCE}. */
    public static Rejection kinesis(int number, String value) {
        Position position = new KinesisPosition(SEQUENCE.substring(0, 50) + String.format("%06d", number), 0);
        return rejection(position, ARRIVAL, Reason.NOT_JSON, bytes(value), List.of());
    }

    private static Rejection rejection(
            Position position, Instant arrival, Reason reason, byte[] value, List<RecordHeader> headers) {
        SourceRecord record = new SourceRecord(position, arrival, bytes("key-" + position.text()), value, headers);
        return new Rejection(record, reason, "The record is bad");
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes what one batch of a reader left behind. */
    public void write(String route, String source, String partition, String lineage, Rejection... rejections)
            throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            S3Bucket bucket = new S3Bucket(context, SharedServices.s3Client(), name);
            context.addService(bucket);
            BatchRange range = new BatchRange(
                    new SourcePartition(source, partition, lineage),
                    rejections[0].record().position(),
                    rejections[rejections.length - 1].record().position(),
                    Optional.empty(),
                    "00112233");
            new S3DeadLetters(new ObjectWriter(bucket, new Retry(Backoff.DEFAULT)), new Prefix("dead-letters"))
                    .write(new DeadLetters(route, range, List.of(rejections)), new Abandonment());
        }
    }

    /** Of one batch of a reader of the topic or stream. */
    public void write(String source, Rejection... rejections) throws Exception {
        boolean kinesis = rejections[0].record().position() instanceof KinesisPosition;
        write("to-lake", source, kinesis ? "shardId-000000000000" : "0", "0123abcd", rejections);
    }

    /** Keys below a prefix. */
    public List<String> keys(String prefix) {
        return SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }
}
