package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.Reason;
import dev.caravan.record.Rejection;
import dev.caravan.testing.SharedServices;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.RouteDefinition;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TransactionTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final String group = SharedServices.uniqueName("group");
    private final String topic = SharedServices.createTopic(2);
    private final String replica = SharedServices.createTopic(3);

    @Test
    void aReaderOfTheReplicaSeesEveryRecordOnceAlthoughAttemptsFailAfterSending() throws Exception {
        // Given
        List<String> sent = Stream.concat(
                        Topics.send(topic, 0, "a", 300).stream(), Topics.send(topic, 1, "b", 300).stream())
                .toList();
        AtomicInteger attempts = new AtomicInteger();

        // When
        try (SourceRig rig = rig().option("maxRecords", 50)
                .sink(batch -> {
                    if (attempts.incrementAndGet() % 3 == 1) {
                        throw new RetryableException("The table is throttled", null);
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> isAcknowledged(300, 300));
        }

        // Then
        assertThat(attempts.get()).isGreaterThan(12);
        assertThat(Topics.readCommitted(replica, 3))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(value -> "k" + value + "=" + value).toList());
        assertThat(Topics.committed(group, topic, 0)).isEqualTo(new OffsetAndMetadata(300, ""));
    }

    @Test
    void aTransactionThatAnAbandonedOwnerLeftOpenIsReplayedOnce() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "a", 40);
        String interrupted;
        try (SourceRig first =
                rig().option("maxRecords", 10).sink(SourceRig::hang).start()) {
            await().atMost(LONG).until(() -> first.delivered().size() == 1);
            interrupted = first.ranges(0).get(0);
            first.abandon();
        }
        assertThat(Topics.committed(group, topic, 0).metadata()).startsWith("v1;start=0;end=9;");

        // When
        try (SourceRig next = rig().start()) {
            await().atMost(LONG).until(() -> isAcknowledged(40, 0));

            // Then
            assertThat(next.ranges(0).get(0)).isEqualTo(interrupted);
        }
        assertThat(Topics.readCommitted(replica, 3))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(value -> "k" + value + "=" + value).toList());
    }

    @Test
    void thePinOfABatchStandsAlthoughTheMarkerOfTheTransactionBeforeComesLater() throws Exception {
        // Given
        Topics.send(topic, 0, "a", 100);
        List<OffsetAndMetadata> seen = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig rig = rig().option("maxRecords", 5)
                .sink(batch -> seen.add(Topics.stable(group, topic, 0)))
                .start()) {
            await().atMost(LONG).until(() -> isAcknowledged(100, 0));
        }

        // Then
        assertThat(seen).hasSize(20);
        for (int batch = 0; batch < 20; batch++) {
            assertThat(seen.get(batch).offset()).isEqualTo(5L * batch);
            assertThat(seen.get(batch).metadata())
                    .startsWith("v1;start=" + 5 * batch + ";end=" + (5 * batch + 4) + ";");
        }
    }

    @Test
    void severalConsumersHaveATransactionEachAndAReaderSeesEveryRecordOnce() throws Exception {
        // Given
        String wide = SharedServices.createTopic(12);
        List<String> sent = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            sent.addAll(Topics.send(wide, partition, "p" + partition + "-", 40));
        }
        AtomicInteger attempts = new AtomicInteger();

        // When
        try (SourceRig rig = new SourceRig(Topics.brokers(), wide, group)
                .option("transactionalId", "pump")
                .option("consumers", 3)
                .option("maxRecords", 15)
                .steps(toReplica(""))
                .sink(batch -> {
                    if (attempts.incrementAndGet() % 5 == 1) {
                        throw new RetryableException("The table is throttled", null);
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> IntStream.range(0, 12)
                    .mapToObj(partition -> Topics.committed(group, wide, partition))
                    .allMatch(new OffsetAndMetadata(40, "")::equals));
            assertThat(transactionalIds())
                    .contains("pump-" + group + "-0", "pump-" + group + "-1", "pump-" + group + "-2");
        }

        // Then
        assertThat(Topics.readCommitted(replica, 3))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(value -> "k" + value + "=" + value).toList());
    }

    private static List<String> transactionalIds() throws Exception {
        return SharedServices.kafkaAdmin().listTransactions().all().get(20, TimeUnit.SECONDS).stream()
                .map(TransactionListing::transactionalId)
                .toList();
    }

    @Test
    void aProducerThatWasFencedIsReplacedAndNothingIsDoubled() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "a", 30);
        AtomicInteger attempts = new AtomicInteger();

        // When
        try (SourceRig rig = rig().option("maxRecords", 10)
                .sink(batch -> {
                    if (attempts.incrementAndGet() == 2) {
                        fence("pump-" + group + "-0");
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> isAcknowledged(30, 0));

            // Then
            assertThat(rig.ranges(0)).containsExactly("0-9", "10-19", "10-19", "20-29");
        }
        assertThat(Topics.readCommitted(replica, 3)).hasSameSizeAs(sent).doesNotHaveDuplicates();
    }

    @Test
    void aTransactionHas10SecondsAndTwiceAsManyAfterOneWasEnded() throws Exception {
        // Given
        Topics.send(topic, 0, "a", 30);
        String id = "pump-" + group + "-0";
        List<Long> millis = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig rig = rig().option("maxRecords", 10)
                .sink(batch -> {
                    millis.add(timeout(id));
                    if (millis.size() == 2) {
                        fence(id);
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> isAcknowledged(30, 0));
        }

        // Then
        assertThat(millis).containsExactly(10_000L, 10_000L, 20_000L, 20_000L);
    }

    @Test
    void aTimeOfTheEndpointsOwnStaysAsItIs() throws Exception {
        // Given
        Topics.send(topic, 0, "a", 20);
        String id = "pump-" + group + "-0";
        List<Long> millis = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig rig = rig().option("maxRecords", 10)
                .option("additional.transaction.timeout.ms", 45_000)
                .sink(batch -> {
                    millis.add(timeout(id));
                    if (millis.size() == 1) {
                        fence(id);
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> isAcknowledged(20, 0));
        }

        // Then
        assertThat(millis).containsExactly(45_000L, 45_000L, 45_000L);
    }

    private static long timeout(String transactionalId) {
        try {
            return SharedServices.kafkaAdmin()
                    .describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get(20, TimeUnit.SECONDS)
                    .transactionTimeoutMs();
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRecordTooLargeForTheReplicaIsADeadLetterAndItsNeighboursGoOn() throws Exception {
        // Given
        Topics.send(
                topic, "{\"id\":1}", "{\"id\":2,\"x\":\"" + "x".repeat(3_000) + "\"}", "{\"name\":3}", "{\"id\":4}");

        // When
        try (SourceRig rig = rig().steps(toReplica("&keyField=id&additional.max.request.size=2000"))
                .start()) {
            await().atMost(LONG).until(() -> isAcknowledged(4, 0));

            // Then
            assertThat(rig.deadLetters()).hasSize(1);
            assertThat(rig.deadLetters().get(0).rejections())
                    .extracting(Rejection::reason)
                    .containsExactly(Reason.TOO_LARGE, Reason.MISSING_FIELD);
        }
        assertThat(Topics.readCommitted(replica, 3)).containsExactlyInAnyOrder("1={\"id\":1}", "4={\"id\":4}");
    }

    @Test
    void sendingWithoutATransactionIsRefusedUnlessItIsAskedFor() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "a", 10);
        try (SourceRig rig = new SourceRig(Topics.brokers(), topic, group)
                .steps(toReplica(""))
                .start()) {

            // When
            await().atMost(LONG).until(() -> rig.routeStatus() == ServiceStatus.Stopped);

            // Then
            assertThat(rig.source().failure().orElseThrow()).contains("transactionalId", "transactional=none");
        }
        try (SourceRig rig = new SourceRig(Topics.brokers(), topic, group)
                .option("onSettingsMismatch", "accept")
                .steps(toReplica("&transactional=none"))
                .start()) {
            await().atMost(LONG).until(() -> rig.values().size() == 10 && isAcknowledged(10, 0));
        }
        assertThat(Topics.readCommitted(replica, 3)).hasSameSizeAs(sent);
    }

    @Test
    void aBatchThatWasAbandonedWhileItsRouteWentOnIsNotCommitted() throws Exception {
        // Given
        Topics.send(topic, 0, "a", 10);
        CountDownLatch attempted = new CountDownLatch(1);
        try (SourceRig rig = rig().option("drainTimeout", 300)
                .sink(batch -> {
                    attempted.countDown();
                    assertThatThrownBy(() -> SourceRig.hang(batch)).isInstanceOf(AbandonedException.class);
                })
                .start()) {
            assertThat(attempted.await(60, TimeUnit.SECONDS)).isTrue();

            // When
            rig.close();
        }

        // Then
        assertThat(Topics.readCommitted(replica, 3)).isEmpty();
        assertThat(Topics.committed(group, topic, 0).metadata()).startsWith("v1;start=0;end=9;");
    }

    @Test
    void aWriterThatComesBackAfterItsSlotHasEndedGivesUpWithoutAFailure() throws Exception {
        // Given
        Topics.send(topic, 0, "a", 10);
        CountDownLatch attempted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try (SourceRig rig = rig().option("drainTimeout", 300)
                .sink(batch -> {
                    attempted.countDown();
                    // The stop interrupts its writers once the slots have ended and their producers are closed.
                    assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
                    throw new RetryableException("The table is throttled", null);
                })
                .start()) {
            assertThat(attempted.await(60, TimeUnit.SECONDS)).isTrue();
            rig.context().getShutdownStrategy().setTimeout(1);

            // When
            rig.close();

            // Then
            await().during(Duration.ofMillis(500)).until(uncaught::isEmpty);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(Topics.readCommitted(replica, 3)).isEmpty();
    }

    /** What a second process with the same transactional id does to the first. */
    private static void fence(String transactionalId) {
        try (KafkaProducer<byte[], byte[]> producer = Topics.producer(Map.of("transactional.id", transactionalId))) {
            producer.initTransactions();
        }
    }

    private boolean isAcknowledged(long first, long second) {
        OffsetAndMetadata one = Topics.committed(group, topic, 0);
        OffsetAndMetadata other = Topics.committed(group, topic, 1);
        return one != null && one.offset() >= first && (second == 0 || (other != null && other.offset() >= second));
    }

    @Test
    void onlyTheHeadersThatAreAllowedGoOnToTheReplica() throws Exception {
        // Given
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (KafkaProducer<byte[], byte[]> producer = Topics.producer(Map.of())) {
            ProducerRecord<byte[], byte[]> traced = new ProducerRecord<>(topic, 0, null, Topics.bytes("v"));
            traced.headers()
                    .add("traceparent", Topics.bytes(trace))
                    .add("To", Topics.bytes("someone@elsewhere.example"));
            producer.send(traced).get(30, TimeUnit.SECONDS);
        }

        // When
        try (SourceRig rig = rig().steps(toReplica("&headers=traceparent")).start()) {
            await().atMost(LONG).until(() -> isAcknowledged(1, 0));
        }

        // Then
        assertThat(Topics.headersOf(replica, 3)).containsExactly("traceparent=" + trace);
    }

    private SourceRig rig() {
        return new SourceRig(Topics.brokers(), topic, group)
                .option("transactionalId", "pump")
                .steps(toReplica(""));
    }

    private Consumer<RouteDefinition> toReplica(String options) {
        return route -> route.to("kafka-batch:" + replica + "?brokers=" + Topics.brokers() + options)
                .process("sink");
    }
}
