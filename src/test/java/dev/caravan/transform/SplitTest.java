package dev.caravan.transform;

import static dev.caravan.transform.RecordsRoute.contents;
import static dev.caravan.transform.RecordsRoute.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.Rejection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch split into records, ordinary Camel steps on each, and a batch again. */
@Timeout(60)
class SplitTest {

    private static final String UNMARSHAL = "- unmarshal: { json: { library: Jackson } }\n";

    private final RecordsRoute route = new RecordsRoute();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void aSplitIntoRecordsWithOrdinaryStepsGivesABatchBack() throws Exception {
        // Given
        route.load("""
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
                route.send("{\"action\":\"click\"}", "{\"action\":\"login\"}", "broken", "{\"action\":\"click\"}");

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
    void ofSeveralFiltersEveryOneThatARecordMeetsMustLetItThrough() throws Exception {
        // Given
        route.load(split(UNMARSHAL + filter("${body[a]} == 1") + filter("${body[b]} == 1")));

        // When
        RecordBatch batch =
                route.send("{\"a\":1,\"b\":1}", "{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":1}", "{\"a\":2,\"b\":2}");

        // Then
        assertThat(contents(batch)).containsExactly("{\"a\":1,\"b\":1}");
        assertThat(batch.outcome().filteredCount()).isEqualTo(3);
    }

    @Test
    void aFilterWithAStatusOfItsOwnTakesNothingOut() throws Exception {
        // Given
        route.load(split(UNMARSHAL
                + filter("${body[a]} == 1").replace("expression: {", "statusPropertyName: mine\n    expression: {")));

        // When, Then
        assertThat(contents(route.send("{\"a\":1}", "{\"a\":2}"))).hasSize(2);
    }

    @Test
    void aFilterThatTheWholeBatchMetTakesNoRecordOut() throws Exception {
        // Given
        route.load(filter("${body} == null") + split("- log: { message: 'record' }\n"));

        // When, Then
        assertThat(contents(route.send("{\"a\":1}", "{\"a\":2}"))).hasSize(2);
    }

    @Test
    void theFiltersOfOneSplitTakeNothingOutOfTheNext() throws Exception {
        // Given
        route.load(split(UNMARSHAL + filter("${body[a]} == 2")) + split("- log: { message: 'record' }\n"));

        // When: the record whose exchange the result is made of is filtered
        RecordBatch batch = route.send("{\"a\":1}", "{\"a\":2}");

        // Then
        assertThat(contents(batch)).containsExactly("{\"a\":2}");
    }

    @Test
    void aParallelSplitKeepsTheOrderOfTheRecords() throws Exception {
        // Given: the first record is done last
        CountDownLatch others = new CountDownLatch(3);
        route.step("firstWaits", exchange -> {
            if (exchange.getMessage().getBody(String.class).contains("0")) {
                assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
            } else {
                others.countDown();
            }
        });
        route.load(split("- process: { ref: firstWaits }\n")
                .replace("streaming:", "parallelProcessing: true\n    streaming:"));

        // When, Then
        assertThat(contents(route.send("{\"a\":0}", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}")))
                .containsExactly("{\"a\":0}", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsRejectedNotWrittenAsAText() throws Exception {
        // Given: Jackson in its default settings reads doubles
        route.load(split(UNMARSHAL));

        // When
        RecordBatch batch = route.send("{\"a\":{\"b\":[1E400]}}", "{\"a\":1}");

        // Then
        assertThat(contents(batch)).containsExactly("{\"a\":1}");
        assertThat(rejections(batch)).containsExactly("0 step-failed");
    }

    @Test
    void anUnclassifiedFailureInsideASplitFailsTheBatchAndNamesThePosition() throws Exception {
        // Given
        route.step("fails", exchange -> {
            throw new IllegalStateException("a defect");
        });
        route.load(split("- process: { ref: fails }\n"));

        // When
        Exchange exchange = route.exchange("{}", "{}");

        // Then
        assertThat(exchange.getException()).hasStackTraceContaining("a defect").hasMessageContaining("Record 0");
    }

    @Test
    void aRetryableFailureInsideASplitStaysRetryable() throws Exception {
        // Given
        route.step("fails", exchange -> {
            throw new RetryableException("throttled", null);
        });
        route.load(split("- process: { ref: fails }\n"));

        // When
        Exchange exchange = route.exchange("{}");

        // Then
        assertThat(exchange.getException()).hasRootCauseInstanceOf(RetryableException.class);
    }

    @Test
    void collectingWhatIsNoBatchIsRefusedWithWords() throws Exception {
        // Given
        route.load("- setBody: { constant: 'a text' }\n" + split("- log: { message: 'record' }\n"));

        // When
        Exchange exchange = route.exchange("{}");

        // Then
        assertThat(exchange.getException())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("#collectRecords belongs to a split over the batch");
    }

    private static String filter(String expression) {
        return """
            - filter:
                expression: { simple: { expression: "%s" } }
                steps:
                  - log: { message: 'let through' }
            """.formatted(expression);
    }

    private static String split(String steps) {
        return """
            - split:
                streaming: true
                aggregationStrategy: "#collectRecords"
                expression: { simple: { expression: "${body}" } }
                steps:
            """ + steps.indent(6);
    }
}
