package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.KafkaRequest;
import dev.caravan.faults.proxy.Rule;
import dev.caravan.faults.proxy.Unprocessed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that answer with errors, late, or not at all. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ServiceFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void f12SmokeLosesRepliesOfEveryKindOfWrite() throws Exception {
        loseReplies("F12 smoke", Seeds.one(), 2000);
    }

    @ParameterizedTest
    @MethodSource("dev.caravan.faults.Seeds#three")
    @Tag("F12")
    @Tag("faults")
    void f12LosesRepliesOfEveryKindOfWrite(long seed) throws Exception {
        loseReplies("F12", seed, 6000);
    }

    private void loseReplies(String fault, long seed, int records) throws Exception {
        Random chance = new Random(seed);
        try (ProxiedBroker broker = ProxiedBroker.start(directory.resolve("kafka"));
                FaultRun run = new FaultRun(fault, seed, directory.resolve("run"), broker.broker())) {
            // Given
            Product product = run.product();
            run.load(records, 100);
            run.awaitDelivered(10);

            // When
            run.history().fault("30 % of the replies to every kind of write, pin and acknowledgement are lost");
            run.s3().on("PutObject", Action.loseReply()).withProbability(0.3, chance);
            run.dynamoDb().on("BatchWriteItem", Action.loseReply()).withProbability(0.3, chance);
            run.dynamoDb().on("UpdateItem", Action.loseReply()).withProbability(0.3, chance);
            broker.proxy().loseReply(request -> isWrite(request, run.replica())).withProbability(0.3, chance);
            await().atMost(PATIENCE.plusSeconds(60)).until(() -> !run.isLoading());
            run.heal();
            broker.proxy().clear();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    private static boolean isWrite(KafkaRequest request, String replica) {
        return switch (request.api()) {
            case OFFSET_COMMIT, TXN_OFFSET_COMMIT, END_TXN -> true;
            case PRODUCE -> request.contains(replica);
            default -> false;
        };
    }

    @Test
    @Tag("F4")
    @Tag("faults")
    void f4IsToldToEndWhileS3IsDown() throws Exception {
        try (FaultRun run = new FaultRun("F4", Seeds.one(), directory)) {
            // Given
            Product product = run.product();
            run.load(3000, 100);
            run.awaitDelivered(10);
            Rule down = run.s3().on("PutObject", AwsErrors.s3(503, "SlowDown", "planted"));
            run.pass(5_000);

            // When
            run.history().fault("SIGTERM while S3 is down");
            assertThat(product.stop()).as(product.output()).isEqualTo(1);
            down.remove();
            product.start();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 InternalError", "503 SlowDown", "400 RequestTimeout"})
    @Tag("F11")
    @Tag("faults")
    void f11S3AnswersWithErrorsThatPass(String error) throws Exception {
        String[] parts = error.split(" ", -1);
        isKeptWhile("F11 " + error, "S3 answers " + error, run -> run.s3()
                .on("PutObject", AwsErrors.s3(Integer.parseInt(parts[0]), parts[1], "planted")));
    }

    @Test
    @Tag("F14")
    @Tag("faults")
    void f14TheTableIsThrottled() throws Exception {
        isKeptWhile("F14", "BatchWriteItem is throttled", run -> run.dynamoDb()
                .on("BatchWriteItem", AwsErrors.json(400, "ProvisionedThroughputExceededException", "planted")));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("F15")
    @Tag("faults")
    void f15SomeItemsOfABatchComeBack(Unprocessed which) throws Exception {
        isKeptWhile("F15 " + which, "UnprocessedItems: " + which, run -> run.dynamoDb()
                .on("BatchWriteItem", AwsErrors.unprocessed(which)));
    }

    @Test
    @Tag("F15")
    @Tag("faults")
    void f15TheSameItemComesBackAsLongAsTheFaultLasts() throws Exception {
        isKeptWhile("F15 the same", "UnprocessedItems: one item for ever", run -> run.dynamoDb()
                .on("BatchWriteItem", AwsErrors.unprocessed("\"r0k-800\"")));
    }

    @Test
    @Tag("F17")
    @Tag("faults")
    void f17ShardIteratorsExpire() throws Exception {
        try (FaultRun run = new FaultRun("F17", Seeds.one(), directory)) {
            // Given
            Product product = run.product();
            run.load(3000, 100);
            run.awaitDelivered(10);

            // When
            run.history().fault("GetRecords answers ExpiredIteratorException");
            run.kinesis()
                    .on("GetRecords", AwsErrors.json(400, "ExpiredIteratorException", "planted"))
                    .everyNth(5)
                    .times(10);

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    @Test
    @Tag("F19")
    @Tag("faults")
    void f19TheLeaseTableIsThrottled() throws Exception {
        isKeptWhile("F19", "UpdateItem is throttled", run -> run.dynamoDb()
                .on("UpdateItem", AwsErrors.json(400, "ProvisionedThroughputExceededException", "planted")));
    }

    /** Nothing is lost or doubled although a service fails for 20 s while records flow. */
    private void isKeptWhile(String name, String fault, Function<FaultRun, Rule> fails) throws Exception {
        try (FaultRun run = new FaultRun(name, Seeds.one(), directory)) {
            // Given
            Product product = run.product();
            run.load(3000, 100);
            run.awaitDelivered(10);

            // When
            run.history().fault(fault);
            Rule down = fails.apply(run);
            run.pass(20_000);
            down.remove();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }
}
