package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.Abandonment;
import dev.caravan.object.Batches;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of single records on their way into objects: kept, written anew, or rejected. */
@Timeout(120)
class LakeRecordsTest {

    private static final String NAME = "clicks-3-00000000000000000100-0123abcd";

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
            List<SourceRecord> records = new ArrayList<>();
            for (String text : new String[] {
                "{ \"n\" : 1.0 }", "{\"n\":\n2}", "{\"n\":\r3}", "\ufeff{\"n\":4}", "{\"half\":\"\\ud800\"}"
            }) {
                records.add(Batches.record(100 + records.size(), text.getBytes(StandardCharsets.UTF_8)));
            }

            // When
            RecordBatch batch = Batches.of(records, new Abandonment(), () -> {});
            route.send(batch);

            // Then
            assertThat(route.texts().values())
                    .containsExactly("{ \"n\" : 1.0 }\n{\"n\":2}\n{\"n\":3}\n{\"n\":4}\n{\"half\":\"\\ud800\"}\n");
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
}
