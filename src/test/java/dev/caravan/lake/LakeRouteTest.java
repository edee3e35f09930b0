package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.object.Batches;
import dev.caravan.object.FaultyHttpClient.Fault;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@Timeout(120)
class LakeRouteTest {

    private static final String NAME = "clicks-3-00000000000000000100-0123abcd";

    @Test
    void aBatchBecomesGzippedLinesInHivePartitionsOfTheEventTime() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "event-time:timestamp")) {
            // Given
            RecordBatch batch = Batches.of(
                    "{\"timestamp\":\"2025-01-19T12:00:00Z\",\"n\":1}",
                    "{\"timestamp\":\"2025-01-20T00:59:59+01:00\",\"n\":2}",
                    "{\"timestamp\":\"2025-01-19T12:59:59.999Z\",\"n\":3}");

            // When
            Exchange exchange = route.send(batch);

            // Then
            String noon = "p/dt=2025-01-19/hour=12/" + NAME + ".json.gz";
            String night = "p/dt=2025-01-19/hour=23/" + NAME + ".json.gz";
            assertThat(route.texts())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(noon, """
                            {"timestamp":"2025-01-19T12:00:00Z","n":1}
                            {"timestamp":"2025-01-19T12:59:59.999Z","n":3}
                            """, night, "{\"timestamp\":\"2025-01-20T00:59:59+01:00\",\"n\":2}\n"));
            assertThat(exchange.getMessage().getBody()).isSameAs(batch);
            assertThat(exchange.getProperty(LakeProperties.OBJECTS)).isEqualTo(List.of(noon, night));
        }
    }

    @Test
    void anObjectCarriesRangeAndCountsOfItsBatch() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:action")) {
            // Given: one filtered, one rejected, two partitions
            RecordBatch batch = Batches.of(
                            "{\"action\":\"click\"}", "{\"action\":\"drop\"}", "[]", "{\"action\":\"click\"}", "{}")
                    .with(record -> new String(record.bytes(), StandardCharsets.UTF_8).contains("drop")
                            ? Optional.empty()
                            : Optional.of(record));

            // When
            route.send(batch);

            // Then
            HeadObjectResponse head = route.head("p/action=click/" + NAME + ".json.gz");
            assertThat(head.contentType()).isEqualTo("application/x-ndjson");
            assertThat(head.contentEncoding()).isEqualTo("gzip");
            assertThat(head.metadata())
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("source", "clicks"),
                            Map.entry("partition", "3"),
                            Map.entry("lineage", "0123abcd"),
                            Map.entry("start", "100"),
                            Map.entry("end", "104"),
                            Map.entry("previous-end", "99"),
                            Map.entry("records-in", "5"),
                            Map.entry("records-out", "3"),
                            Map.entry("records-rejected", "1"),
                            Map.entry("records-filtered", "1"),
                            Map.entry("rows", "2"),
                            Map.entry("settings", "00112233")));
            assertThat(route.texts()).containsKey("p/action=__HIVE_DEFAULT_PARTITION__/" + NAME + ".json.gz");
        }
    }

    @Test
    void aReplayWritesTheSameBytes() throws Exception {
        // Given
        String[] records = IntStream.range(0, 2000)
                .mapToObj(i -> "{\"action\":\"a" + i % 7 + "\",\"n\":" + i + "}")
                .toArray(String[]::new);
        try (LakeRoute first = LakeRoute.start("partitionBy", "field:action");
                LakeRoute second = LakeRoute.start("partitionBy", "field:action", "maxOpenPartitions", "2")) {

            // When
            first.send(Batches.of(records));
            first.send(Batches.of(records));
            second.send(Batches.of(records));

            // Then
            Map<String, byte[]> stored = first.stored();
            assertThat(stored).hasSize(7);
            assertThat(second.stored()).containsOnlyKeys(stored.keySet());
            second.stored().forEach((key, bytes) -> assertThat(bytes).isEqualTo(stored.get(key)));
        }
    }

    @Test
    void recordsThatCannotBeWrittenAreRejectedAndTheirNeighboursAreNot() throws Exception {
        try (LakeRoute route = LakeRoute.start("compression", "none")) {
            // Given
            RecordBatch batch = Batches.of(
                    "{\"n\":1}", null, "", "nonsense", "{\"n\":1}{\"n\":2}", "{\"a\":1,\"a\":2}", "[1]", "{\"n\":2}");

            // When
            route.send(batch);

            // Then
            assertThat(route.texts()).containsExactly(Map.entry("p/" + NAME + ".json", "{\"n\":1}\n{\"n\":2}\n"));
            assertThat(batch.outcome().rejections())
                    .extracting(rejection -> rejection.record().position().text() + " "
                            + rejection.reason().code())
                    .containsExactly(
                            "101 null-value",
                            "102 not-json",
                            "103 not-json",
                            "104 not-json",
                            "105 duplicate-key",
                            "106 not-json");
        }
    }

    @Test
    void bytesAreKeptAsTheyCameUnlessTheyAreNotOneLineOfUtf8() throws Exception {
        try (LakeRoute route = LakeRoute.start("compression", "none")) {
            // Given
            byte[] utf16 = "{\"n\":5}".getBytes(StandardCharsets.UTF_16LE);
            List<SourceRecord> records = new ArrayList<>();
            for (String text : new String[] {
                "{ \"n\" : 1.0 }", "{\"n\":\n2}", "{\"n\":\r3}", "\ufeff{\"n\":4}", "{\"half\":\"\\ud800\"}"
            }) {
                records.add(Batches.record(100 + records.size(), text.getBytes(StandardCharsets.UTF_8)));
            }
            records.add(Batches.record(105, utf16));

            // When
            RecordBatch batch = Batches.of(records, new Abandonment(), () -> {});
            route.send(batch);

            // Then
            assertThat(route.texts().values())
                    .containsExactly(
                            "{ \"n\" : 1.0 }\n{\"n\":2}\n{\"n\":3}\n{\"n\":4}\n{\"half\":\"\\ud800\"}\n{\"n\":5}\n");
            assertThat(batch.outcome().rejections()).isEmpty();
        }
    }

    @Test
    void halfOfASurrogatePairNamesNoPartitionAndCorruptsNoLine() throws Exception {
        try (LakeRoute route = LakeRoute.start("compression", "none", "partitionBy", "field:a")) {
            // Given
            RecordBatch batch = Batches.of("{\"a\":\"x\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"x\",\"b\":\"\\ud800\"}\n");

            // When
            route.send(batch);

            // Then
            assertThat(route.texts())
                    .containsExactly(
                            Map.entry("p/a=x/" + NAME + ".json", "{\"a\":\"x\"}\n{\"a\":\"x\",\"b\":\"\\uD800\"}\n"));
            assertThat(batch.outcome().rejections())
                    .extracting(rejection -> rejection.record().position().text() + " "
                            + rejection.reason().code())
                    .containsExactly("101 invalid-partition-field");
        }
    }

    @Test
    void withoutCheckingJsonStillNoLineIsBroken() throws Exception {
        try (LakeRoute route = LakeRoute.start("compression", "none", "checkJson", "false", "maxRecordBytes", "20")) {
            // Given
            RecordBatch batch =
                    Batches.of("{\"taken\":as it is}", "{\"n\":\n2}", "{\n", "", "{\"n\":\"" + "x".repeat(20) + "\"}");

            // When
            route.send(batch);

            // Then
            assertThat(route.texts().values()).containsExactly("{\"taken\":as it is}\n{\"n\":2}\n");
            assertThat(batch.outcome().rejections())
                    .extracting(rejection -> rejection.reason().code())
                    .containsExactly("not-json", "not-json", "too-large");
        }
    }

    @Test
    void jsonArrayIsTheLayoutOfTheSeed() throws Exception {
        try (LakeRoute route = LakeRoute.start("format", "json-array", "compression", "none")) {
            // Given
            String click = "{\"user_id\":\"123\",\"action\":\"click\",\"timestamp\":\"2025-01-19T12:00:00Z\","
                    + "\"processed_at\":\"batch-7\"}";
            String nothing = "{\"user_id\":null,\"action\":null,\"timestamp\":null,\"processed_at\":\"batch-7\"}";

            // When
            RecordBatch batch = Batches.of(click, "{\"broken", nothing);
            route.send(batch);

            // Then
            String key = "p/" + NAME + ".json";
            JsonNode stored = new JsonMapper().readTree(route.texts().get(key));
            assertThat(stored).isEqualTo(new JsonMapper().readTree("[" + click + "," + nothing + "]"));
            assertThat(route.head(key).contentType()).isEqualTo("application/json");
            assertThat(batch.outcome().rejectedCount()).isEqualTo(1);
        }
    }

    @Test
    void aBatchThatLeavesNoObjectLeavesAManifest() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            RecordBatch batch = Batches.of("{}", "nonsense").with(record -> Optional.empty());

            // When
            Exchange exchange = route.send(batch);
            route.send(Batches.of("{}", "nonsense").with(record -> Optional.empty()));

            // Then
            String key = "p/_manifests/" + NAME + ".json";
            assertThat(route.texts())
                    .containsExactly(
                            Map.entry(
                                    key,
                                    "{\"source\":\"clicks\",\"partition\":\"3\",\"lineage\":\"0123abcd\",\"start\":\"100\","
                                            + "\"end\":\"101\",\"records_in\":2,\"records_rejected\":0,\"records_filtered\":2}"));
            assertThat(route.head(key).metadata()).containsEntry("end", "101").containsEntry("rows", "0");
            assertThat(exchange.getProperty(LakeProperties.OBJECTS)).isEqualTo(List.of());
        }
    }

    @Test
    void anEmptyBatchLeavesAManifest() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // When
            route.send(Batches.of());

            // Then
            assertThat(route.texts()).containsOnlyKeys("p/_manifests/" + NAME + ".json");
        }
    }

    @Test
    void moreHivePartitionsThanMayBeOpenAreWrittenInSeveralWalks() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:user_id", "maxOpenPartitions", "64")) {
            // Given
            String[] records = IntStream.range(0, 600)
                    .mapToObj(i -> i == 599 ? "[]" : "{\"user_id\":" + i % 200 + ",\"n\":" + i + "}")
                    .toArray(String[]::new);
            AtomicInteger walks = new AtomicInteger();
            RecordBatch batch = Batches.of(records).with(record -> {
                walks.addAndGet(record.index() == 0 ? 1 : 0);
                return Optional.of(record);
            });

            // When
            route.send(batch);

            // Then
            Map<String, String> texts = route.texts();
            assertThat(texts).hasSize(200);
            assertThat(texts.get("p/user_id=7/" + NAME + ".json.gz"))
                    .isEqualTo("{\"user_id\":7,\"n\":7}\n{\"user_id\":7,\"n\":207}\n{\"user_id\":7,\"n\":407}\n");
            assertThat(texts.values().stream().flatMap(String::lines)).hasSize(599);
            assertThat(batch.outcome().rejectedCount()).isEqualTo(1);
            assertThat(walks).hasValue(4);
        }
    }

    @Test
    void theRawRecordsAreReleasedBeforeTheFirstPut() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            AtomicInteger releases = new AtomicInteger();
            RecordBatch batch = Batches.of(new Abandonment(), releases::incrementAndGet, "{\"n\":1}");
            AtomicBoolean releasedAtPut = new AtomicBoolean();
            route.network.beforePut(() -> releasedAtPut.set(batch.isReleased()));

            // When
            route.send(batch);

            // Then
            assertThat(releasedAtPut).isTrue();
            assertThat(releases).hasValue(1);
        }
    }

    @Test
    void theRawRecordsCanBeKeptForALaterStep() throws Exception {
        try (LakeRoute route = LakeRoute.start("releaseRecords", "false")) {
            // Given
            RecordBatch batch = Batches.of("{\"n\":1}");

            // When
            route.send(batch);

            // Then
            assertThat(batch.isReleased()).isFalse();
            assertThat(batch.iterator()).toIterable().hasSize(1);
        }
    }

    @Test
    void aRecordOfOneMebibyteIsWritten() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            String record = "{\"text\":\"" + "x".repeat((1 << 20) - 11) + "\"}";
            RecordBatch batch = Batches.of(record, record + " ");

            // When
            route.send(batch);

            // Then
            assertThat(route.texts().values()).containsExactly(record + "\n");
            assertThat(batch.outcome().rejections())
                    .extracting(rejection -> rejection.reason().code())
                    .containsExactly("too-large");
        }
    }

    @Test
    void hostileValuesStayInTheirFolder() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:v", "compression", "none")) {
            // When
            route.send(Batches.of(
                    "{\"v\":\"../../etc\"}",
                    "{\"v\":\"${env.HOME}\"}",
                    "{\"v\":\"\u202Egpj\"}",
                    "{\"v\":\"a=b/c=d\"}",
                    "{\"v\":\"..\"}",
                    "{\"v\":\"\"}"));

            // Then
            assertThat(route.texts())
                    .containsOnlyKeys(
                            "p/v=..%2F..%2Fetc/" + NAME + ".json",
                            "p/v=%24%7Benv.HOME%7D/" + NAME + ".json",
                            "p/v=%E2%80%AEgpj/" + NAME + ".json",
                            "p/v=a%3Db%2Fc%3Dd/" + NAME + ".json",
                            "p/v=../" + NAME + ".json",
                            "p/v=__HIVE_DEFAULT_PARTITION__/" + NAME + ".json");
        }
    }

    @Test
    void valuesThatMakeAKeyTooLongAreRejectedNotPoison() throws Exception {
        String fields = "field:a,field:b,field:c,field:d,field:e,field:f,field:g,field:h";
        try (LakeRoute route = LakeRoute.start("partitionBy", fields, "compression", "none")) {
            // Given: each value is allowed, all together pass S3's 1,024 bytes
            String value = "v".repeat(128);
            String record = "{'a':'V','b':'V','c':'V','d':'V','e':'V','f':'V','g':'V','h':'V'}"
                    .replace("V", value)
                    .replace('\'', '"');
            RecordBatch batch = Batches.of(record, "{}");

            // When
            route.send(batch);

            // Then
            assertThat(route.stored()).hasSize(1);
            assertThat(batch.outcome().rejections())
                    .extracting(rejection -> rejection.reason().code())
                    .containsExactly("invalid-partition-field");
        }
    }

    @Test
    void manyPutsMeetFaultsAndAllObjectsAreThereOnce() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:n", "maxParallelPuts", "4")) {
            // Given
            route.network.next(
                    Fault.SLOW_DOWN,
                    Fault.LOST_REPLY,
                    Fault.NONE,
                    Fault.LOST_REQUEST,
                    Fault.LOST_REPLY,
                    Fault.CONFLICT);

            // When
            Exchange exchange = route.send(Batches.of(
                    IntStream.range(0, 20).mapToObj(i -> "{\"n\":" + i + "}").toArray(String[]::new)));

            // Then
            assertThat(route.texts()).hasSize(20);
            assertThat(exchange.getProperty(LakeProperties.OBJECTS))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(20)
                    .doesNotHaveDuplicates();
            assertThat(route.network.puts()).isEqualTo(25);
        }
    }

    @Test
    void aMissingBucketStopsTheRouteWithWords() throws Exception {
        try (LakeRoute route = LakeRoute.startIn("no-such-bucket", "partitionBy", "field:n")) {
            assertThatThrownBy(() -> route.send(Batches.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}")))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("s3://no-such-bucket/p/n=")
                    .hasMessageContaining("404 NoSuchBucket");
        }
    }

    @Test
    void anAbandonedBatchWritesNothingMore() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            Abandonment abandonment = new Abandonment();
            abandonment.abandon();

            // When, Then
            assertThatThrownBy(() -> route.send(Batches.of(abandonment, () -> {}, "{}")))
                    .isInstanceOf(AbandonedException.class);
            assertThat(route.stored()).isEmpty();
        }
    }

    @Test
    void whatIsNoBatchIsRefused() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            assertThatThrownBy(() -> route.send((Object) "text"))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("java.lang.String");
        }
    }

    @Test
    void wrongOptionsAreNamedAtTheStart() {
        for (String[] option : new String[][] {
            {"format", "csv"},
            {"compression", "zip"},
            {"compressionLevel", "10"},
            {"partitionBy", "timestamp"},
            {"partitionBy", "field:a b"},
            {"partitionBy", "field:a,field:A"},
            {"partitionBy", "event-time:t,field:hour"},
            {"eventTimeFormat", "unix"},
            {"minYear", "2200"},
            {"maxParallelPuts", "0"},
            {"maxOpenPartitions", "0"},
            {"prefix", "../up"}
        }) {
            assertThatThrownBy(() -> LakeRoute.startIn("some-bucket", option).close())
                    .as("%s=%s", option[0], option[1])
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }
}
