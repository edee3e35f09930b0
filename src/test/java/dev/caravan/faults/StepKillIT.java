package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.proxy.Hold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at each step between pin, write and acknowledgement. The request at which the process was held arrives
 * after its successor has started, as packets that were under way do.
 */
@Tag("faults")
@Tag("F2")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StepKillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    static Stream<Arguments> steps() {
        return Arrays.stream(Step.values()).flatMap(step -> Stream.of(false, true)
                .flatMap(done -> Seeds.three().mapToObj(seed -> Arguments.of(step, done, seed))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void f2IsKilledAtAStep(Step step, boolean done, long seed) throws Exception {
        String name = "F2 " + (done ? "after " : "before ")
                + step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Random random = new Random(seed);
        try (ProxiedBroker broker = ProxiedBroker.start(directory.resolve("kafka"));
                FaultRun run = new FaultRun(name, seed, directory.resolve("run"), broker.broker())) {
            // Given
            Hold hold = new Hold();
            Product product = run.product();
            run.load(1500, 100);
            run.awaitDelivered(100 + random.nextInt(400));
            IntSupplier held = step.hold(run, broker, done, hold);
            await().atMost(PATIENCE).until(() -> held.getAsInt() > 0);
            run.pass(random.nextInt(500));

            // When
            run.history().fault("kill -9");
            product.kill();
            run.heal();
            broker.proxy().clear();
            product.start();
            hold.release();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }
}
