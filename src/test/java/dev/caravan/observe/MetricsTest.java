package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.measure.Answer;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsTest {

    private static final Pattern NAME = Pattern.compile("`(caravan_[a-z_]+)`");

    private static final Pattern TYPE = Pattern.compile("# TYPE (caravan_[a-z_]+?)(_max)? .*");

    /** Told by real brokers and streams only. */
    private static final Set<String> LAGS = Set.of("caravan_source_lag_records", "caravan_source_lag_seconds");

    @Test
    void theMetricsAreThoseOfTheDocumentation() throws Exception {
        // Given
        Set<String> documented = documented();
        documented.removeAll(LAGS);

        // When
        Set<String> served = served();

        // Then
        assertThat(served).containsExactlyInAnyOrderElementsOf(documented);
    }

    private static Set<String> documented() throws IOException {
        return Files.readAllLines(Path.of("docs/operating.md")).stream()
                .filter(line -> line.startsWith("| `caravan_"))
                .flatMap(line -> NAME.matcher(line).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> served() throws Exception {
        try (CamelContext context = new DefaultCamelContext();
                Metrics metrics = new Metrics()) {
            StandInEndpoint source = new StandInEndpoint(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(source).routeId("pump").to("mock:sink");
                }
            });
            context.start();
            useAll(metrics.measures());
            metrics.edits(() -> 1, () -> 0);
            metrics.spans(() -> 1, () -> 0);
            return metrics.of(context)
                    .get()
                    .lines()
                    .map(TYPE::matcher)
                    .filter(Matcher::matches)
                    .map(type -> type.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void useAll(Measures measures) {
        BatchInDelivery batch = Batches.of(2, Instant.EPOCH);
        RecordBatch body = batch.attempt();
        List<BatchRecord> records = body.left();
        body.reject(records.get(0), Reason.NOT_JSON, "of the test");
        measures.begun("pump", batch);
        measures.repeated("pump", batch, 1, new IOException("of the test"));
        measures.delivered("pump", batch, body.outcome());
        measures.written("pump", "s3://lake/", 1, Duration.ofMillis(5));
        measures.retried("s3://lake/");
        measures.answered("s3", "PutObject", Answer.OK);
        measures.reported("daily", "sent");
        measures.scanned(1);
    }
}
