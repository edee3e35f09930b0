package dev.caravan.deadletter.read;

import static dev.caravan.deadletter.DeadLetterBucket.bytes;
import static dev.caravan.deadletter.DeadLetterBucket.kafka;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.object.Prefix;
import dev.caravan.record.Reason;
import dev.caravan.record.Rejection;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

@Timeout(120)
class DeadLetterReaderTest {

    private static final DeadLetterFilter ALL = DeadLetterFilter.of(Set.of());

    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final List<String> problems = new ArrayList<>();

    @Test
    void filtersLetThroughWhatTheySay() throws Exception {
        // Given
        bucket.write(
                "clicks",
                arrived(1, "2025-01-18T23:59:59.999Z"),
                arrived(2, "2025-01-19T00:00:00Z"),
                arrived(3, "2025-01-19T23:59:59.999Z"),
                arrived(4, "2025-01-20T00:00:00Z"),
                arrived(5, "1969-12-31T23:59:59.999Z"),
                arrived(6, "+10000-01-01T00:00:00Z"));
        bucket.write("to-lake-too", "clicks", "1", "0123abcd", kafka(7, "x"));
        bucket.write("views/1", kafka(8, Instant.parse("2025-01-19T12:00:00Z"), Reason.TOO_DEEP, bytes("x")));

        // When / Then
        assertThat(positions(ALL)).containsExactly("1", "2", "3", "7", "4", "5", "6", "8");
        assertThat(positions(of("views/1", null, null, null, null))).containsExactly("8");
        assertThat(positions(of("nothing-like-it", null, null, null, null))).isEmpty();
        assertThat(positions(of(null, "too-deep", null, null, null))).containsExactly("8");
        assertThat(positions(of("clicks", null, "to-lake", null, null))).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(positions(of(null, null, "to-lake-too", null, null))).containsExactly("7");
        assertThat(positions(of(null, null, null, "2025-01-19T23:59:59.999Z", null)))
                .containsExactly("3", "4", "6");
        assertThat(positions(of(null, null, null, null, "2025-01-19T00:00:00Z")))
                .containsExactly("1", "5");
        assertThat(positions(of(null, null, null, "2025-01-19T12:00:00Z", "2025-01-19T12:00:01Z")))
                .containsExactly("7", "8");
        assertThat(positions(ALL.writtenUntil(Instant.EPOCH))).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void anIdFindsItsDeadLetterAndNoOther() throws Exception {
        // Given: positions that differ by reader, route, partition and offset
        bucket.write("to-lake", "clicks", "0", "0123abcd", kafka(1, "x"), kafka(2, "x"));
        bucket.write("to-lake", "clicks", "0", "89ababcd", kafka(1, "x"));
        bucket.write("to-lake", "clicks", "1", "0123abcd", kafka(1, "x"));
        bucket.write("to-table", "clicks", "0", "0123abcd", kafka(1, "x"), arrived(2, "1969-12-31T23:59:59.999Z"));

        // When
        List<DeadLetter> letters = read(ALL);

        // Then
        assertThat(letters).extracting(DeadLetter::id).hasSize(6).doesNotHaveDuplicates();
        assertThat(letters).allSatisfy(letter -> assertThat(read(DeadLetterFilter.of(Set.of(letter.id()))))
                .extracting(DeadLetter::id)
                .containsExactly(letter.id()));
        assertThat(letters)
                .filteredOn(letter -> letter.partition().equals("0")
                        && letter.record().position().text().equals("1"))
                .extracting(DeadLetter::recordName)
                .as("one record, however many readers and routes rejected it")
                .hasSize(3)
                .containsOnly(letters.get(0).recordName());
    }

    @Test
    void moreObjectsThanAPageHoldsAreAllReadAndOnlyDaysThatMatch() throws Exception {
        // Given: 1,205 objects of one day, and of another day one that is no object of dead letters
        bucket.write("clicks", kafka(0, "x"));
        String first = bucket.keys("dead-letters/").get(0);
        byte[] content = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket.name).key(first))
                .asByteArray();
        IntStream.range(1, 1_205).forEach(i -> put(first.replace("0".repeat(20), String.format("%020d", i)), content));
        put("dead-letters/source=clicks/dt=2025-01-20/not-a-dead-letter.txt", content);

        // When / Then
        assertThat(read(of(null, null, null, null, "2025-01-20T00:00:00Z"))).hasSize(1_205);
        assertThat(problems).isEmpty();
        assertThat(read(of(null, null, null, "2025-01-20T00:00:00Z", null))).isEmpty();
        assertThat(problems)
                .containsExactly(
                        "s3://" + bucket.name + "/dead-letters/source=clicks/dt=2025-01-20/not-a-dead-letter.txt"
                                + " is not named like an object of dead letters");
    }

    @Test
    void whatIsDamagedIsNamedAndTheRestIsRead() throws Exception {
        // Given
        bucket.write("clicks", kafka(1, "x"));
        String good = bucket.keys("dead-letters/").get(0);
        byte[] content = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket.name).key(good))
                .asByteArray();
        put(good.replace("001-0123", "002-0123"), bytes("not gzip"));
        put(good.replace("001-0123", "003-0123"), Arrays.copyOf(content, content.length - 12));
        put(good.replace("001-0123", "004-0123"), gzip("{}\n"));
        put(good.replace("001-0123", "005-0123"), gzip(forged()));
        put(good.replace("dt=2025-01-19", "dt=2025-02-30"), content);

        // When
        List<DeadLetter> letters = read(ALL);

        // Then
        assertThat(letters).hasSize(1);
        assertThat(String.join("\n", problems))
                .contains("dt=2025-02-30/ is not the folder of a day")
                .contains("002-0123abcd.json.gz is not gzip")
                .contains("003-0123abcd.json.gz ends early, behind line ")
                .contains("004-0123abcd.json.gz line 1 is not a dead letter: no text in the field source_name")
                .contains("005-0123abcd.json.gz line 1 is not a dead letter: the SHA-256 is not that of the record");
        assertThat(problems).hasSize(5);
    }

    @Test
    void anObjectUnderItsKeyWithTheEndIsReadToo() throws Exception {
        // Given: as written after a position was moved by hand
        bucket.write("clicks", kafka(1, "x"));
        String key = bucket.keys("dead-letters/").get(0);
        SharedServices.s3Client().copyObject(copy -> copy.sourceBucket(bucket.name)
                .sourceKey(key)
                .destinationBucket(bucket.name)
                .destinationKey(key.replace(".json.gz", "-00000000000000000009.json.gz")));

        // When / Then
        assertThat(read(ALL))
                .extracting(DeadLetter::id)
                .hasSize(2)
                .containsOnly(read(ALL).get(0).id());
    }

    private static Rejection arrived(long offset, String time) {
        return kafka(offset, Instant.parse(time), Reason.NOT_JSON, bytes("x"));
    }

    private static DeadLetterFilter of(String source, String reason, String route, String since, String until) {
        return new DeadLetterFilter(
                Optional.ofNullable(source),
                Optional.ofNullable(reason),
                Optional.ofNullable(route),
                Optional.ofNullable(since).map(Instant::parse),
                Optional.ofNullable(until).map(Instant::parse),
                Set.of(),
                Optional.empty());
    }

    private List<String> positions(DeadLetterFilter filter) {
        return read(filter).stream()
                .map(letter -> letter.record().position().text())
                .toList();
    }

    private List<DeadLetter> read(DeadLetterFilter filter) {
        List<DeadLetter> letters = new ArrayList<>();
        DeadLetterSettings place = new DeadLetterSettings(bucket.name, new Prefix("dead-letters"));
        try (DeadLetterReader reader = new DeadLetterReader(SharedServices.s3Client(), place, filter, problems::add)) {
            reader.forEachRemaining(letters::add);
        }
        return letters;
    }

    private void put(String key, byte[] content) {
        SharedServices.s3Client().putObject(put -> put.bucket(bucket.name).key(key), RequestBody.fromBytes(content));
    }

    private static String forged() {
        return "{\"reason\":\"not-json\",\"detail\":\"d\",\"route\":\"r\",\"source_name\":\"clicks\",\"partition\":\"0\","
                + "\"position\":\"5\",\"arrival_time\":\"2025-01-19T12:00:00.250Z\",\"key\":null,\"headers\":[],"
                + "\"sha256\":\"00\",\"record\":\"eA==\"}\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(written)) {
            gzip.write(bytes(text));
        }
        return written.toByteArray();
    }
}
