package dev.caravan.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.Rejection;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsStepsTest {

    private static final String SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "required": ["user_id", "timestamp"],
             "properties": {"user_id": {"type": "string"}, "timestamp": {"type": "string", "format": "date-time"}}}
            """;

    @TempDir
    private Path directory;

    private DefaultCamelContext context;

    @BeforeEach
    void startContext() throws Exception {
        Files.writeString(directory.resolve("schema.json"), SCHEMA);
        context = new DefaultCamelContext();
        SplitSupport.install(context);
        context.start();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "'select?fields=a&missing=nil', 'missing is omit or null, got nil'",
        "'select?fields=a,,b', 'fields has an empty name: a,,b'",
        "'select?fields=a,b,a', 'fields names a twice: a,b,a'",
        "'select?fields=a&maxDepth=0', 'maxDepth'"
    })
    void anOptionThatMeansNothingIsRefusedByName(String uri, String words) {
        assertThatThrownBy(() -> route("- to: 'records:" + uri + "'"))
                .rootCause()
                .hasMessageContaining(words);
    }

    @Test
    void badRecordsAreRejectedOneByOneWithTheirReasons() throws Exception {
        // Given
        route("- to: { uri: 'records:validate', parameters: { schema: 'file:%s/schema.json' } }".formatted(directory));

        // When
        RecordBatch batch = send(
                "{\"user_id\":\"1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}",
                "not json",
                "{\"user_id\":\"1\"}",
                "{\"user_id\":7,\"timestamp\":\"2026-01-01T00:00:00Z\"}",
                "{\"user_id\":\"1\",\"timestamp\":\"yesterday\"}",
                "{\"user_id\":\"1\",\"user_id\":\"2\",\"timestamp\":\"2026-01-01T00:00:00Z\"}",
                "{\"user_id\":\"1\",\"timestamp\":\"2026-01-01T00:00:00Z\"} trailing",
                null);

        // Then
        assertThat(contents(batch)).containsExactly("{\"user_id\":\"1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}");
        assertThat(batch.outcome().rejections())
                .extracting(rejection -> rejection.record().position().text() + " "
                        + rejection.reason().code())
                .containsExactly(
                        "1 not-json",
                        "2 missing-field",
                        "3 wrong-type",
                        "4 schema-violation",
                        "5 duplicate-key",
                        "6 not-json",
                        "7 null-value");
    }

    @Test
    void selectedFieldsKeepTheirOrderAndMissingOnesMayBeNull() throws Exception {
        // Given
        route("- to: { uri: 'records:select', parameters: { fields: 'user_id,action', missing: 'null' } }");

        // When
        RecordBatch batch = send("{\"x\":1,\"action\":\"click\",\"user_id\":\"1\"}", "{\"user_id\":\"2\"}");

        // Then
        assertThat(contents(batch))
                .containsExactly("{\"user_id\":\"1\",\"action\":\"click\"}", "{\"user_id\":\"2\",\"action\":null}");
    }

    @Test
    void theBatchIdStampsEveryRecordTheSameOnEveryReplay() throws Exception {
        // Given
        route("- to: { uri: 'records:set', parameters: { field: 'processed_at', value: 'batch-id' } }");

        // When
        List<String> first = contents(send("{\"a\":1.10}"));
        List<String> second = contents(send("{\"a\":1.10}"));

        // Then
        assertThat(first)
                .isEqualTo(second)
                .containsExactly("{\"a\":1.10,\"processed_at\":\"topic-0-00000000000000000000-0123abcd\"}");
    }

    @Test
    void aSplitIntoRecordsWithOrdinaryStepsGivesABatchBack() throws Exception {
        // Given
        route("""
                - split:
                    streaming: true
                    aggregationStrategy: "#collectRecords"
                    expression: { simple: { expression: "${body}" } }
                    steps:
                      - unmarshal: { json: { library: Jackson } }
                      - filter:
                          expression: { simple: { expression: "${body[action]} == 'click'" } }
                          steps:
                            - marshal: { json: { library: Jackson } }
                """);

        // When
        RecordBatch batch =
                send("{\"action\":\"click\"}", "{\"action\":\"login\"}", "broken", "{\"action\":\"click\"}");

        // Then
        assertThat(contents(batch)).containsExactly("{\"action\":\"click\"}", "{\"action\":\"click\"}");
        assertThat(batch.outcome().filteredCount()).isEqualTo(1);
        assertThat(batch.outcome().rejections())
                .extracting(Rejection::detail)
                .singleElement()
                .asString()
                .contains("broken");
    }

    @Test
    void anUnclassifiedFailureInsideASplitFailsTheBatchAndNamesThePosition() throws Exception {
        // Given
        context.getRegistry().bind("fails", (org.apache.camel.Processor) exchange -> {
            throw new IllegalStateException("a defect");
        });
        route(SPLIT_WITH_BEAN);

        // When
        Exchange exchange = exchange("{}", "{}");

        // Then
        assertThat(exchange.getException()).hasStackTraceContaining("a defect").hasMessageContaining("Record 0");
    }

    @Test
    void aRetryableFailureInsideASplitStaysRetryable() throws Exception {
        // Given
        context.getRegistry().bind("fails", (org.apache.camel.Processor) exchange -> {
            throw new RetryableException("throttled", null);
        });
        route(SPLIT_WITH_BEAN);

        // When
        Exchange exchange = exchange("{}");

        // Then
        assertThat(exchange.getException()).hasRootCauseInstanceOf(RetryableException.class);
    }

    @Test
    void anUnknownOperationIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> context.getEndpoint("records:explode"))
                .hasStackTraceContaining("records:explode is unknown")
                .hasStackTraceContaining("records:validate");
    }

    private static final String SPLIT_WITH_BEAN = """
            - split:
                aggregationStrategy: "#collectRecords"
                expression: { simple: { expression: "${body}" } }
                steps:
                  - process: { ref: "fails" }
            """;

    private void route(String steps) throws Exception {
        String yaml = "- route:\n    id: r\n    from:\n      uri: 'direct:in'\n      steps:\n"
                + steps.strip().indent(8);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", yaml));
    }

    private RecordBatch send(String... values) {
        Exchange exchange = exchange(values);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(RecordBatch.class);
    }

    private Exchange exchange(String... values) {
        List<SourceRecord> records = new ArrayList<>();
        for (String value : values) {
            records.add(new SourceRecord(
                    new KafkaPosition(records.size()),
                    Instant.EPOCH,
                    null,
                    value == null ? null : value.getBytes(UTF_8),
                    List.of()));
        }
        BatchRange range = new BatchRange(
                new SourcePartition("topic", "0", "0123abcd"),
                new KafkaPosition(0),
                new KafkaPosition(records.size() - 1),
                Optional.empty(),
                "00112233");
        RecordBatch batch = RecordBatch.of(range, records, new Abandonment(), () -> {});
        return context.createFluentProducerTemplate()
                .to("direct:in")
                .withBody(batch)
                .send();
    }

    private static List<String> contents(RecordBatch batch) {
        return batch.left().stream()
                .map(record -> new String(record.bytes(), UTF_8))
                .toList();
    }
}
