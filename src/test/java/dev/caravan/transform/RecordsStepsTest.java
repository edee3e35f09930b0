package dev.caravan.transform;

import static dev.caravan.transform.RecordsRoute.contents;
import static dev.caravan.transform.RecordsRoute.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.Rejection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsStepsTest {

    private static final String SCHEMA = """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
         "required": ["user_id", "timestamp"],
         "properties": {"user_id": {"type": "string"}, "timestamp": {"type": "string", "format": "date-time"}}}
        """;

    @TempDir
    private Path directory;

    private final RecordsRoute route = new RecordsRoute();

    @AfterEach
    void stop() {
        route.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'select?fields=a&missing=nil', 'missing is omit or null, got nil'",
        "'select?fields=a,,b', 'fields has an empty name: a,,b'",
        "'select?fields=a,b,a', 'fields names a twice: a,b,a'",
        "'select?fields=a&maxDepth=0', 'maxDepth'"
    })
    void anOptionThatMeansNothingIsRefusedByName(String uri, String words) {
        assertThatThrownBy(() -> route.load("- to: 'records:" + uri + "'"))
                .rootCause()
                .hasMessageContaining(words);
    }

    @Test
    void badRecordsAreRejectedOneByOneWithTheirReasons() throws Exception {
        // Given
        validate(SCHEMA);

        // When
        RecordBatch batch = route.send(
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
        assertThat(rejections(batch))
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
        route.load("- to: { uri: 'records:select', parameters: { fields: 'user_id,action', missing: 'null' } }");

        // When
        RecordBatch batch = route.send("{\"x\":1,\"action\":\"click\",\"user_id\":\"1\"}", "{\"user_id\":\"2\"}");

        // Then
        assertThat(contents(batch))
                .containsExactly("{\"user_id\":\"1\",\"action\":\"click\"}", "{\"user_id\":\"2\",\"action\":null}");
    }

    @Test
    void theBatchIdStampsEveryRecordTheSameOnEveryReplay() throws Exception {
        // Given
        route.load("- to: { uri: 'records:set', parameters: { field: 'processed_at', value: 'batch-id' } }");

        // When
        List<String> first = contents(route.send("{\"a\":1.10}"));
        List<String> second = contents(route.send("{\"a\":1.10}"));

        // Then
        assertThat(first)
                .isEqualTo(second)
                .containsExactly("{\"a\":1.10,\"processed_at\":\"topic-0-00000000000000000000-0123abcd\"}");
    }

    @Test
    void aReferenceOutOfTheSchemaIsRefusedAndNothingIsFetched() throws Exception {
        // Given
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            requests.incrementAndGet();
            request.sendResponseHeaders(404, -1);
            request.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/other.json";
        Files.writeString(directory.resolve("other.json"), "{}");

        try {
            for (String other : new String[] {address, "other.json", "file:" + directory + "/other.json"}) {
                // When, Then
                assertThatThrownBy(() -> validate("{\"properties\":{\"a\":{\"$ref\":\"" + other + "\"}}}"))
                        .hasStackTraceContaining("schema.json is not a JSON schema: it refers to " + other)
                        .hasStackTraceContaining("only references within the file");
            }
            assertThatThrownBy(() -> validate("{\"$schema\":\"" + address + "\"}"))
                    .hasStackTraceContaining("it refers to " + address);
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aReferenceWithinTheSchemaIsFollowed() throws Exception {
        // Given
        validate("{\"$defs\":{\"t\":{\"type\":\"string\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/t\"}}}");

        // When, Then
        assertThat(rejections(route.send("{\"a\":1}", "{\"a\":\"x\"}"))).containsExactly("0 wrong-type");
    }

    @Test
    void theDraftThatTheSchemaNamesHolds() throws Exception {
        // Given: an array of items means something in draft 7 only
        validate("{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
                + "\"properties\":{\"a\":{\"items\":[{\"type\":\"string\"}]}}}");

        // When, Then
        assertThat(rejections(route.send("{\"a\":[1]}", "{\"a\":[\"x\",1]}"))).containsExactly("0 wrong-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"strin\"}", "[1]", "{\"properties\":{\"a\":{\"minimum\":\"1\"}}}"})
    void aSchemaThatIsNoneIsRefusedAtTheStartNotOneRecordAfterTheOther(String schema) {
        assertThatThrownBy(() -> validate(schema)).hasStackTraceContaining("schema.json is not a JSON schema: ");
    }

    @Test
    void aNumberWithAHugeExponentIsADeadLetterNotTheEndOfTheProcess() throws Exception {
        // Given: the validator writes numbers out
        validate("{\"properties\":{\"action\":{\"enum\":[\"click\"]},\"n\":{\"multipleOf\":3}}}");

        // When, Then
        assertThat(rejections(route.send("{\"action\":1E999999999}", "{\"n\":1E2000000000}", "{\"n\":9}")))
                .containsExactly("0 too-large", "1 too-large");
    }

    @Test
    void aTextTooLongForAPatternIsADeadLetterNotTheEndOfTheRoute() throws Exception {
        // Given: Java matches a repeated group by recursion
        validate("{\"properties\":{\"a\":{\"pattern\":\"^(x|y)*$\"}}}");

        // When, Then
        assertThat(rejections(route.send("{\"a\":\"" + "xy".repeat(200_000) + "\"}", "{\"a\":\"xy\"}")))
                .containsExactly("0 schema-violation");
    }

    @Test
    void whatADeadLetterSaysDependsOnNoLanguage() throws Exception {
        // Given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            validate("{\"required\":[\"a\"]}");

            // When
            RecordBatch batch = route.send("{}");
            batch.evaluate();

            // Then
            assertThat(batch.outcome().rejections())
                    .extracting(Rejection::detail)
                    .containsExactly(": required property 'a' not found");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anUnknownOperationIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> route.context.getEndpoint("records:explode"))
                .hasStackTraceContaining("records:explode is unknown")
                .hasStackTraceContaining("records:validate");
    }

    private void validate(String schema) throws Exception {
        Files.writeString(directory.resolve("schema.json"), schema);
        route.load("- to: { uri: 'records:validate', parameters: { schema: 'file:%s/schema.json' } }"
                .formatted(directory));
    }
}
