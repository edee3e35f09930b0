package dev.caravan.local.glue.infer;

import static dev.caravan.local.glue.infer.Contents.classify;
import static dev.caravan.local.glue.infer.Contents.columns;
import static dev.caravan.local.glue.infer.Contents.records;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Parquet;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParquetFooterTest {

    @Test
    void theSchemaOfARealParquetObjectIsReadFromItsFooter() throws IOException {
        // When
        Records found = records(sample());
        // Then
        assertThat(found.format()).isEqualTo(new Parquet());
        assertThat(columns(found))
                .isEqualTo("user_id string, n int, big bigint, price double, ratio float, ok boolean, raw binary,"
                        + " day date, at timestamp, cost decimal(12,2), tags array<string>,"
                        + " attributes map<string,bigint>, place struct<city:string,visits:array<struct<at:bigint>>>");
        assertThat(found.records()).isEqualTo(3);
    }

    @Test
    void aParquetObjectThatWasCutOffIsUnsupportedAndSaysWhy() throws IOException {
        // Given
        byte[] whole = sample();
        // When
        FileContent found = classify(Arrays.copyOf(whole, whole.length - 4));
        // Then
        assertThat(found).isInstanceOfSatisfying(Unsupported.class, unsupported -> assertThat(unsupported.reason())
                .contains("does not end with PAR1"));
    }

    @Test
    void aFooterThatIsNotOneIsUnsupported() {
        assertThat(classify("PAR1 this is not a footer\u0008\u0000\u0000\u0000PAR1".getBytes(UTF_8)))
                .isInstanceOfSatisfying(Unsupported.class, unsupported -> assertThat(unsupported.reason())
                        .contains("footer cannot be read"));
    }

    private static byte[] sample() throws IOException {
        try (InputStream in = ParquetFooterTest.class.getResourceAsStream("sample.parquet")) {
            return in.readAllBytes();
        }
    }
}
