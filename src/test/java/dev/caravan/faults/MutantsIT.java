package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.Hold;
import dev.caravan.faults.proxy.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checker is tested as well: each mutant of the product has to be caught, or a clean verdict means nothing. */
@Tag("faults")
@Tag("mutants")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MutantsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @TempDir
    private Path mutant;

    @Test
    void acknowledgingBeforeTheWriteIsCaught() throws Exception {
        // Given
        Path jar = Mutant.of(
                mutant,
                "dev/caravan/source/BatchDelivery.java",
                "        RecordBatch body = batch.attempt();\n",
                "        RecordBatch body = batch.attempt();\n        batch.written();\n");
        try (FaultRun run = new FaultRun("mutant: acknowledge before write", Seeds.one(), directory)) {
            Hold hold = new Hold();
            Rule rule = run.s3().on("PutObject", Action.hold(hold));
            Product product = run.product(jar);

            // When
            run.load(1000, 100);
            await().atMost(PATIENCE).until(() -> rule.hits() >= 2);
            run.pass(5_000);
            product.kill();
            rule.remove();
            product.start();

            // Then
            assertThat(run.verdict().lost()).as(product.output()).isPositive();
        }
    }

    @Test
    void swallowingAnErrorIsCaught() throws Exception {
        // Given
        Path jar = Mutant.of(
                mutant,
                "dev/caravan/source/BatchDelivery.java",
                "                return StepFailure.classify(exchange.getException());\n",
                "                batch.written();\n                return null;\n");
        try (FaultRun run = new FaultRun("mutant: swallow an error", Seeds.one(), directory)) {
            // Not of dead letters, which the mutant writes as the product does.
            run.s3()
                    .on(
                            request -> request.operation().equals("PutObject")
                                    && request.target().contains("/user-activity"),
                            AwsErrors.s3(403, "AccessDenied", "planted"))
                    .times(2);
            Product product = run.product(jar);

            // When
            run.load(1000, 100);

            // Then
            assertThat(run.verdict().lost()).as(product.output()).isPositive();
        }
    }

    @Test
    void droppingTheTailAtTheStopIsCaught() throws Exception {
        // Given
        Path jar = Mutant.of(mutant, "dev/caravan/source/BatchDelivery.java", "        int unclassified = 0;\n", """
                        int unclassified = 0;
                        if (batch.cause() == dev.caravan.batch.FlushCause.SHUTDOWN) {
                            batch.written();
                            return;
                        }
                """);
        try (FaultRun run = new FaultRun("mutant: drop the tail at stop", Seeds.one(), directory)) {
            Product product = run.product(jar);

            // When
            run.load(3000, 100);
            run.awaitDelivered(10);
            product.stop();
            product.start();

            // Then
            assertThat(run.verdict().lost()).as(product.output()).isPositive();
        }
    }

    @Test
    void randomObjectNamesAreCaught() throws Exception {
        // Given
        Path jar = Mutant.of(
                mutant,
                "dev/caravan/object/ObjectName.java",
                "                beginning + PercentEncoding.encode(range.id()),\n",
                "                beginning + PercentEncoding.encode(range.id()) + \"-\" + java.util.UUID.randomUUID(),\n");
        try (FaultRun run = new FaultRun("mutant: random object names", Seeds.one(), directory)) {
            Rule rule = run.s3().on("PutObject", Action.loseReply());
            Product product = run.product(jar);

            // When
            run.load(1000, 100);
            await().atMost(PATIENCE).until(() -> rule.hits() >= 4);
            product.kill();
            rule.remove();
            product.start();

            // Then
            assertThat(run.verdict().duplicated()).as(product.output()).isPositive();
        }
    }
}
