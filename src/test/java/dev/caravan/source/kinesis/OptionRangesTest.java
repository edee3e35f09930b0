package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

class OptionRangesTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    writers=0                  | The option writers of kinesis-batch:orders is 1 or more, got 0
                    idleTimeBetweenReads=199   | The option idleTimeBetweenReads of kinesis-batch:orders is 200 or more, got 199
                    maxRecordsPerRead=10001    | The option maxRecordsPerRead of kinesis-batch:orders is 1 to 10000, got 10001
                    prefetchedReads=6          | The option prefetchedReads of kinesis-batch:orders is 1 to 5, got 6
                    prefetchedBytes=0          | The option prefetchedBytes of kinesis-batch:orders is 1 or more, got 0
                    maxLeases=0                | The option maxLeases of kinesis-batch:orders is 1 or more, got 0
                    failoverTime=999           | The option failoverTime of kinesis-batch:orders is 1000 or more, got 999
                    leaderLeaseDuration=9999   | The option leaderLeaseDuration of kinesis-batch:orders is 10000 or more, got 9999
                    leaseTable=%20             | The option leaseTable of kinesis-batch:orders is a name, got ' '
                    """)
    void aValueOutOfItsRangeIsRefusedByName(String option, String message) {
        // When, Then
        assertThatThrownBy(() -> context.getEndpoint("kinesis-batch:orders?applicationName=reader&" + option))
                .hasRootCauseInstanceOf(PermanentException.class)
                .hasRootCauseMessage(message);
    }

    @Test
    void theThreadsOfKafkaBatchAreRefusedWithWhatThereIsInstead() {
        // When, Then
        assertThatThrownBy(() -> context.getEndpoint("kinesis-batch:orders?applicationName=reader&consumers=2"))
                .hasRootCauseInstanceOf(PermanentException.class)
                .hasStackTraceContaining("no option consumers")
                .hasStackTraceContaining("maxLeases bounds these shards");
    }

    @Test
    void whatIsReadAheadIsBounded() {
        // When
        PollingConfig usual = polling("");
        PollingConfig set = polling("&prefetchedReads=1&prefetchedBytes=1000");

        // Then
        assertThat(usual.maxPendingProcessRecordsInput()).isEqualTo(2);
        assertThat(usual.recordsFetcherFactory().maxByteSize()).isEqualTo(4 << 20);
        assertThat(set.maxPendingProcessRecordsInput()).isEqualTo(1);
        assertThat(set.recordsFetcherFactory().maxByteSize()).isEqualTo(1000);
    }

    private PollingConfig polling(String options) {
        KinesisBatchEndpoint endpoint = context.getEndpoint(
                "kinesis-batch:orders?applicationName=reader" + options, KinesisBatchEndpoint.class);
        SimpleRegistry registry = new SimpleRegistry();
        KinesisServices.clients().bindTo(registry);
        return new SchedulerFactory(endpoint, KclClients.boundIn(registry, false), "worker").polling();
    }
}
