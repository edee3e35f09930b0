package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.batch.BatchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check --explain} says of a route. */
@Timeout(120)
class ExplainedRoutesTest {

    @TempDir
    private Path directory;

    private CheckedFolder folder;

    @BeforeEach
    void open() {
        folder = new CheckedFolder(directory)
                .set("batch.memory-budget", "64MB")
                .set("glue.database", "shop")
                .set("aws.region", "eu-west-1");
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aRouteSaysWhatItReadsAndWritesAndHowItsObjectsAreNamedAndDeclared() throws IOException {
        // Given
        Path schema = Files.writeString(directory.resolve("order.json"), """
                {
                  "type": "object",
                  "properties": {
                    "id": { "type": "integer" },
                    "price": { "type": ["null", "number"] },
                    "paid": { "type": "boolean" },
                    "tags": { "type": "array", "items": { "type": "string" } },
                    "buyer": { "type": "object", "properties": { "Name": { "type": "string" } } },
                    "country": { "type": "string", "enum": ["ch", "it"] },
                    "at": { "type": "integer" }
                  }
                }
                """);
        folder.with("orders.yaml", """
                - route:
                    id: orders
                    description: Orders into the lake.
                    from:
                      uri: "kafka-batch:orders"
                      parameters: { groupId: readers, maxAge: 10s, maxRecords: 1000, maxBytes: 1048576, writers: 2 }
                      steps:
                        - to: { id: v, uri: "records:validate", parameters: { schema: "file:%s" } }
                        - to: { id: s, uri: "records:set", parameters: { field: batch, value: batch-id } }
                        - to:
                            id: l
                            uri: "lake:a-bucket"
                            parameters:
                              prefix: shop/all-orders
                              partitionBy: "event-time:at,field:country"
                              eventTimeFormat: epoch-seconds
                              maxOpenPartitions: 10
                """.formatted(schema));

        // When
        List<Explanation> explained = folder.explanations(new Load(50, 400, 2));

        // Then
        assertThat(explained).singleElement().satisfies(route -> {
            assertThat(route.route()).isEqualTo("orders");
            assertThat(route.line()).isEqualTo(1);
            assertThat(route.sources()).containsExactly("Kafka topic orders at 127.0.0.1:1 as group readers");
            assertThat(route.sinks())
                    .containsExactly("s3://a-bucket/shop/all-orders/, jsonl gzip, by event-time:at,field:country");
            assertThat(route.memory())
                    .containsExactly(
                            "records: 64 MiB for all routes together (batch.memory-budget); a batch that is replayed"
                                    + " after a crash may exceed it, one at a time",
                            "encoding: 8048 KiB (2 writers, each with 10 open objects and one batch)");
            assertThat(route.actions()).containsExactly("s3:GetObject", "s3:ListBucket", "s3:PutObject");
            assertThat(route.lakes()).singleElement().satisfies(lake -> {
                assertThat(lake.location()).isEqualTo("s3://a-bucket/shop/all-orders/");
                assertThat(lake.sampleKey())
                        .matches(
                                "shop/all-orders/dt=2025-01-19/hour=12/country=ch/orders-0-0{20}-[0-9a-f]{8}\\.json\\.gz");
                assertThat(lake.objectsPerDay()).hasValue(17_280L);
                assertThat(lake.objectBytes()).hasValue(100_000L);
                assertThat(lake.table()).hasValue("""
                        CREATE EXTERNAL TABLE IF NOT EXISTS `shop`.`all_orders` (
                          `id` bigint,
                          `price` double,
                          `paid` boolean,
                          `tags` array<string>,
                          `buyer` struct<name:string>,
                          `at` bigint,
                          `batch` string
                        )
                        PARTITIONED BY (`dt` string, `hour` string, `country` string)
                        ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                        STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
                        OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
                        LOCATION 's3://a-bucket/shop/all-orders/'""");
            });
        });
    }

    @ParameterizedTest
    @CsvSource({
        // records, bytes, seconds of a limit; records a second, bytes of one, partitions; batches a day, bytes of one
        "1000, 1000000, 10, 50, 100, 1, 8640, 50000",
        "1000, 1000000, 10, 1000, 100, 1, 86400, 100000",
        "1000, 1000, 10, 10, 100, 1, 86400, 1000",
        "1000, 1000000, 10, 50, 100, 5, 43200, 10000",
        "1000, 50, 10, 1, 100, 1, 86400, 100",
        "1000, 1000000, 10, 0.01, 100, 1, 864, 100"
    })
    void aBatchIsCutByWhicheverLimitComesFirst(
            int records, long bytes, int seconds, double rate, long size, int partitions, long perDay, long batch) {
        // Given
        BatchPolicy policy = new BatchPolicy(records, bytes, Duration.ofSeconds(seconds));

        // Then
        assertThat(BatchSize.of(policy, new Load(rate, size, partitions))).isEqualTo(new BatchSize(perDay, batch));
    }

    @Test
    void aLoadOfNothingIsRefused() {
        assertThatThrownBy(() -> new Load(0, 1, 1)).hasMessageContaining("a rate above 0");
        assertThatThrownBy(() -> new Load(Double.NaN, 1, 1)).hasMessageContaining("a rate above 0");
        assertThatThrownBy(() -> new Load(1, 0, 1)).hasMessageContaining("1 or more bytes");
    }
}
