package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Kafka broker that goes away under load, for longer than its clients' longest back-off. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BrokerIT {

    @TempDir
    private Path directory;

    @TempDir
    private Path brokerDirectory;

    @Tag("F6")
    @ParameterizedTest
    @ValueSource(strings = {"SIGKILL", "SIGTERM"})
    void f6TheBrokerIsAwayFor20Seconds(String signal) throws Exception {
        try (BrokerProcess broker = new BrokerProcess(brokerDirectory);
                FaultRun run = new FaultRun("F6 " + signal, Seeds.one(), directory, broker.broker())) {
            // Given
            Product product = run.product();
            run.load(5000, 100);
            run.awaitDelivered(300);

            // When
            run.history().fault(signal + " to the broker");
            if (signal.equals("SIGKILL")) {
                broker.kill();
            } else {
                broker.stop();
            }
            run.pass(20_000);
            run.history().fault("the broker starts");
            broker.start();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }
}
