package dev.caravan.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Every kind of bad input (B1 to B17), between good neighbours, through both shipped pipelines: each bad record is one
 * dead letter with its reason and its bytes, at the first attempt; its neighbours arrive once; and nothing that a record
 * says is evaluated or obeyed.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadInputIT {

    private static final String VARIABLE = "CARAVAN_CANARY";
    private static final String CANARY = "7f3a9e51-canary";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Heap of 384 MB and what a JVM needs besides; 477 measured. */
    private static final long MAX_RSS_MB = 640;

    /** Folders of the routes' own, and encoded values. */
    private static final Pattern KEYS = Pattern.compile("user-activity(-replica)?/"
            + "(dt=[0-9-]{10}/hour=[0-9]{2}/action=([A-Za-z0-9._-]|%[0-9A-F]{2}){1,128}|_manifests)/"
            + "[A-Za-z0-9._-]+\\.json(\\.gz)?"
            + "|dead-letters/source=[a-z0-9-]+/dt=[0-9-]{10}/[A-Za-z0-9._-]+\\.json\\.gz");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path directory;

    @Test
    void everyBadRecordIsOneDeadLetterAndSteersNothing() throws Exception {
        try (FaultRun run = new FaultRun("bad input", Seeds.one(), directory)) {
            // Given
            Trap trap = new Trap();
            run.with("lake.partition-by", "event-time:timestamp,field:action").withEnvironment(VARIABLE, CANARY);
            List<BadRecord> records = BadRecord.amongNeighbours(BadRecords.all(VARIABLE, trap.name()));
            LakeContent fromKinesis = new LakeContent(run.bucket(), "user-activity/");
            LakeContent fromKafka = new LakeContent(run.bucket(), "user-activity-replica/");
            LakeContent letters = new LakeContent(run.bucket(), "dead-letters/");
            Product product = run.product();
            product.awaitPartitions();

            // When
            SentRecords sent = new SentRecords(run.topic(), run.stream());
            sent.toKafka(records);
            sent.toKinesis(records);
            sent.aggregatesToKinesis();
            int all = sent.fromKinesis().size()
                    + sent.fromKafka().size()
                    + sent.letters().size()
                    + sent.late().size();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                            lines(fromKinesis).size()
                                    + lines(fromKafka).size()
                                    + lines(letters).size())
                    .as(product.output())
                    .isGreaterThanOrEqualTo(all));
            run.pass(3_000);
            assertThat(product.stop()).as(product.output()).isZero();

            // Then
            assertThat(events(lines(fromKinesis)))
                    .containsExactlyInAnyOrderElementsOf(events(texts(sent.fromKinesis())));
            assertThat(events(lines(fromKafka))).containsExactlyInAnyOrderElementsOf(events(texts(sent.fromKafka())));
            assertThat(TableContent.of(run.table()).keySet())
                    .isEqualTo(events(texts(sent.toTable())).stream()
                            .map(event -> event.path("event_id").textValue())
                            .collect(Collectors.toSet()));
            assertLetters(run, sent, lines(letters));
            assertThat(List.of(fromKinesis.corrupt(), fromKafka.corrupt(), letters.corrupt()))
                    .containsOnly(0);
            assertNothingIsEvaluated(run, product);
            trap.assertEmpty();
            assertThat(product.output()).doesNotContain("OutOfMemory", "cannot deliver", "\tat ");
            assertThat(product.output().lines().filter(BadInputIT::isAnotherAttempt))
                    .isEmpty();
            assertThat(product.maxRssMb()).isLessThan(MAX_RSS_MB);
            System.out.println(records.size() + " records, " + sent.letters().size() + " + "
                    + sent.late().size() + " dead letters, " + product.maxRssMb() + " MB");
        }
    }

    /** A service that answers late on a busy machine is none of the records' doing. */
    private static boolean isAnotherAttempt(String line) {
        return line.contains("trying again") && !line.contains("RetryableException");
    }

    private static void assertLetters(FaultRun run, SentRecords sent, List<String> lines) {
        Map<Boolean, List<Letter>> byReplica = lines.stream()
                .map(Letter::parse)
                .collect(Collectors.partitioningBy(letter -> letter.source().equals(run.replica())));
        assertThat(byReplica.get(false)).containsExactlyInAnyOrderElementsOf(sent.letters());
        assertThat(byReplica.get(true))
                .extracting(letter -> letter.reason() + " " + events(List.of(letter.text())))
                .containsExactlyInAnyOrderElementsOf(sent.late().stream()
                        .map(record -> record.kafka().substring(BadRecord.LATE.length()) + " "
                                + events(texts(List.of(record.value()))))
                        .toList());
    }

    /** The value of the variable, whose name stands in every field, key and header, is nowhere. */
    private static void assertNothingIsEvaluated(FaultRun run, Product product) throws IOException {
        for (S3Object object : SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(run.bucket()))
                .contents()) {
            ResponseBytes<GetObjectResponse> stored = SharedServices.s3Client()
                    .getObjectAsBytes(get -> get.bucket(run.bucket()).key(object.key()));
            assertThat(object.key()).matches(KEYS).doesNotContain(CANARY);
            assertThat(stored.response().metadata().toString()).doesNotContain(CANARY, VARIABLE, "hijacked");
            byte[] content = object.key().endsWith(".gz")
                    ? new GZIPInputStream(new ByteArrayInputStream(stored.asByteArray())).readAllBytes()
                    : stored.asByteArray();
            assertThat(new String(content, UTF_8).contains(CANARY))
                    .as(object.key())
                    .isFalse();
        }
        for (ConsumerRecord<byte[], byte[]> record : SourceContent.recordsOfTopic(Broker.shared(), run.replica())) {
            assertThat(record.headers()).isEmpty();
            assertThat(new String(record.key(), ISO_8859_1)).doesNotContain(CANARY);
            assertThat(new String(record.value(), ISO_8859_1)).doesNotContain(CANARY);
        }
        assertThat(TableContent.of(run.table()).toString()).doesNotContain(CANARY);
        assertThat(product.output()).doesNotContain(CANARY);
    }

    private static List<String> lines(LakeContent content) {
        content.refresh();
        return content.lines().stream().map(LakeContent.Line::text).toList();
    }

    /** Without a byte order mark. */
    private static List<String> texts(List<byte[]> values) {
        return values.stream()
                .map(value -> new String(value, UTF_8).replaceFirst("^\ufeff", ""))
                .toList();
    }

    /** Without the one field that the route sets. */
    private static List<ObjectNode> events(List<String> texts) {
        return texts.stream().map(BadInputIT::event).toList();
    }

    private static ObjectNode event(String text) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(text);
            event.remove("processed_at");
            return event;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + text, e);
        }
    }
}
