package dev.caravan.local.glue.infer;

import static dev.caravan.local.glue.infer.Contents.classify;
import static dev.caravan.local.glue.infer.Contents.columns;
import static dev.caravan.local.glue.infer.Contents.gzip;
import static dev.caravan.local.glue.infer.Contents.records;
import static dev.caravan.local.glue.infer.Contents.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.infer.FileContent.Empty;
import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Json;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonInferenceTest {

    @Test
    void jsonLinesGiveOneColumnForEachMemberOfAnyRecord() {
        // When
        Records found = records("""
                {"user_id":"7","n":1,"big":3000000000,"ok":true}
                {"user_id":"8","n":2,"price":1.5}
                """);
        // Then
        assertThat(columns(found)).isEqualTo("user_id string, n int, big bigint, ok boolean, price double");
        assertThat(found.format()).isEqualTo(new Json(false));
        assertThat(found.records()).isEqualTo(2);
    }

    @Test
    void aWholeAndABrokenNumberMakeADouble() {
        assertThat(columns(records("{\"n\":1}\n{\"n\":1.5}\n"))).isEqualTo("n double");
    }

    @Test
    void anIntAndABigintMakeABigint() {
        assertThat(columns(records("{\"n\":1}\n{\"n\":9999999999}\n"))).isEqualTo("n bigint");
    }

    @Test
    void scalarsThatConflictMakeAString() {
        assertThat(columns(records("{\"a\":1,\"b\":true}\n{\"a\":\"x\",\"b\":2}\n")))
                .isEqualTo("a string, b string");
    }

    @Test
    void aMemberThatIsOnlyNullIsAString() {
        assertThat(columns(records("{\"a\":null}\n"))).isEqualTo("a string");
    }

    @Test
    void aNullDoesNotWidenAType() {
        assertThat(columns(records("{\"a\":null}\n{\"a\":1}\n"))).isEqualTo("a int");
    }

    @Test
    void nestedStructuresAreUnitedMemberByMember() {
        // When
        Records found = records("""
                {"user":{"id":1,"tags":["a"]},"items":[{"sku":"x"},{"sku":"y","n":2}]}
                {"user":{"id":2.5,"name":"n","tags":[]},"items":[]}
                """);
        // Then
        assertThat(columns(found))
                .isEqualTo(
                        "user struct<id:double,tags:array<string>,name:string>, items array<struct<sku:string,n:int>>");
    }

    @Test
    void namesThatDifferInCaseOnlyAreOneColumn() {
        // When
        Records found = records("{\"userId\":1}\n{\"UserID\":2.5}\n");
        // Then
        assertThat(columns(found)).isEqualTo("userid double");
        assertThat(found.schema().originalNames()).containsExactly("UserID", "userId");
    }

    @Test
    void aTopLevelArrayIsOneColumnNamedArray() {
        // When
        Records found = records("[{\"user_id\":\"1\",\"action\":\"click\",\"timestamp\":null,\"processed_at\":\"r\"},"
                + "{\"user_id\":\"2\",\"action\":null,\"timestamp\":\"t\",\"processed_at\":\"r\"}]");
        // Then
        assertThat(columns(found))
                .isEqualTo("array array<struct<user_id:string,action:string,timestamp:string,processed_at:string>>");
        assertThat(found.format()).isEqualTo(new Json(true));
        assertThat(found.records()).isOne();
    }

    @Test
    void anEmptyArrayIsAnArrayOfStrings() {
        assertThat(columns(records("[]"))).isEqualTo("array array<string>");
    }

    @Test
    void emptyObjectsAreRecordsWithoutColumns() {
        // When
        Records found = records("{}\n{}\n");
        // Then
        assertThat(found.schema().isEmpty()).isTrue();
        assertThat(found.records()).isEqualTo(2);
    }

    @Test
    void anEmptyStructInsideARecordIsAString() {
        assertThat(columns(records("{\"a\":{}}\n"))).isEqualTo("a string");
    }

    @Test
    void aPrettyPrintedObjectOverManyLinesIsOneRecord() {
        // When
        Records found = records("{\n  \"a\": 1,\n  \"b\": \"x\"\n}\n");
        // Then
        assertThat(columns(found)).isEqualTo("a int, b string");
        assertThat(found.records()).isOne();
    }

    @Test
    void whatFollowsABadRecordIsNotReadAndTheGoodOnesBeforeItCount() {
        // When
        Records found = records("{\"a\":1}\n{\"a\":}\n{\"b\":1}\n");
        // Then
        assertThat(columns(found)).isEqualTo("a int");
        assertThat(found.records()).isOne();
    }

    @Test
    void anObjectWhoseFirstRecordIsNotJsonIsUnsupportedAndSaysWhy() {
        assertThat(classify("{\"a\":oops}"))
                .isInstanceOfSatisfying(Unsupported.class, unsupported -> assertThat(unsupported.reason())
                        .contains("JSON")
                        .contains("oops"));
    }

    @Test
    void anArrayThatIsNotClosedIsUnsupported() {
        assertThat(classify("[{\"a\":1},")).isInstanceOf(Unsupported.class);
    }

    @Test
    void gzipIsKnownByItsMagicNumberNotByAName() {
        // When
        Records found = records(gzip("{\"a\":1}\n"));
        // Then
        assertThat(found.compression()).isEqualTo(Compression.GZIP);
        assertThat(columns(found)).isEqualTo("a int");
    }

    @Test
    void zstdIsKnownByItsMagicNumberNotByAName() {
        // When
        Records found = records(zstd("{\"a\":1}\n"));
        // Then
        assertThat(found.compression()).isEqualTo(Compression.ZSTD);
        assertThat(columns(found)).isEqualTo("a int");
    }

    @Test
    void ofALargeGzipObjectTheFirstMegabyteIsEnough() {
        // Given
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 150_000; i++) {
            text.append("{\"id\":\"")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\",\"n\":1}\n");
        }
        byte[] bytes = gzip(text.toString());
        assertThat(bytes.length).isGreaterThan(1 << 20);
        // When
        Records found = records(bytes);
        // Then
        assertThat(columns(found)).isEqualTo("id string, n int");
        assertThat(found.sampledBytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(found.records() * bytes.length / found.sampledBytes()).isBetween(140_000L, 160_000L);
    }

    @Test
    void ofALargeZstdObjectTheFirstMegabyteIsEnough() {
        // Given
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            text.append("{\"id\":\"")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\",\"n\":1}\n");
        }
        byte[] bytes = zstd(text.toString());
        assertThat(bytes.length).isGreaterThan(1 << 20);
        // When
        Records found = records(bytes);
        // Then
        assertThat(columns(found)).isEqualTo("id string, n int");
    }

    @Test
    void aGzipObjectThatWasCutOffIsUnsupported() {
        // Given
        byte[] whole = gzip("{\"a\":1}\n".repeat(1000));
        byte[] cut = Arrays.copyOf(whole, whole.length - 6);
        // When / Then
        assertThat(classify(cut))
                .isInstanceOfSatisfying(Unsupported.class, unsupported -> assertThat(unsupported.reason())
                        .contains("gzip"));
    }

    @Test
    void objectsWithoutRecordsAreEmpty() {
        assertThat(classify("")).isEqualTo(new Empty());
        assertThat(classify(" \n\r\n")).isEqualTo(new Empty());
        assertThat(classify(gzip(""))).isEqualTo(new Empty());
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(columns(records("\ufeff{\"a\":1}\n"))).isEqualTo("a int");
    }

    @Test
    void formatsThatAreNotReadAreNamed() {
        assertThat(classify("BZh91AY")).isEqualTo(new Unsupported("compressed with bzip2"));
        assertThat(classify("ORC rest")).isEqualTo(new Unsupported("an ORC object"));
        assertThat(classify("Obj\u0001rest")).isEqualTo(new Unsupported("an Avro object"));
    }
}
