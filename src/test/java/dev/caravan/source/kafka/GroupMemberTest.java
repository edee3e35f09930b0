package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.batch.MemoryBudget;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.RetryableException;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One member whose turns the test takes, with a flow that the test plans. */
@Timeout(120)
class GroupMemberTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** A consumer gives no more than this in one poll. */
    private static final int ONE_POLL = 100;

    /** Does what a coordinator that is away does to every commit, and keeps which partitions were to go on. */
    private static final class FailingFlow implements DeliveryFlow {

        private List<OwnedPartition> advanced = List.of();
        private volatile boolean away;

        @Override
        public void prepare() {}

        @Override
        public boolean isSettled() {
            return true;
        }

        @Override
        public void advance(List<OwnedPartition> partitions, boolean flush) {
            advanced = partitions;
            if (away) {
                throw new RetryableException("The coordinator is away", null);
            }
        }

        @Override
        public void close() {}
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String topic = SharedServices.createTopic(2);
    private final String group = SharedServices.uniqueName("group");
    private final FailingFlow flow = new FailingFlow();
    private final Wakeup wakeup = new Wakeup(System::nanoTime);
    private final List<TopicDirectory> directories = new ArrayList<>();
    private KafkaConsumer<byte[], byte[]> consumer;
    private Assignment assignment;

    @BeforeEach
    void makeConsumer() {
        consumer =
                new KafkaConsumer<>(endpoint(Topics.brokers()).clientSettings().consumer(0));
        assignment = new Assignment(
                consumer, new OffsetCommits(consumer, System::nanoTime), wakeup, Duration.ofSeconds(1), "r");
    }

    @AfterEach
    void stop() {
        directories.forEach(TopicDirectory::close);
        context.stop();
    }

    @Test
    void aBrokerThatTakesNoCommitsDoesNotMakeBuffersGrowWithoutAnEnd() throws Exception {
        // Given
        try (GroupMember member = member(starts(Topics.brokers()))) {
            await().atMost(LONG).until(() -> !isTurnInVain(member) && member.isReading());
            Topics.send(topic, 0, "v", 20 * ONE_POLL);

            // When
            flow.away = true;
            await().atMost(LONG).until(() -> isTurnInVain(member) && buffered() > 0);
            for (int i = 0; i < 20; i++) {
                isTurnInVain(member);
            }

            // Then
            assertThat(buffered()).isLessThanOrEqualTo(ONE_POLL);
        }
    }

    @Test
    void aPartitionOfWhichNothingIsToldDoesNotKeepTheOthersWaiting() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 5);
        try (GroupMember member = member(starts("nobody.invalid:9092"))) {
            await().atMost(LONG)
                    .until(() -> isTurnInVain(member) && assignment.owned().size() == 2);
            OwnedPartition known = assignment.find(new TopicPartition(topic, 0));
            starts(Topics.brokers()).position(consumer, List.of(known));

            // When
            assertThat(isTurnInVain(member)).isTrue();

            // Then
            assertThat(flow.advanced).containsExactly(known);
            await().atMost(LONG).until(() -> isTurnInVain(member) && buffered() == 5);
        }
    }

    @Test
    void aMemberWhoseTurnsFailIsNotHealthyUntilOneSucceeds() throws Exception {
        // Given
        Intake intake = new Intake(System::nanoTime);
        PollThread life = pollThread(intake);
        Thread thread = new Thread(life);
        thread.start();
        try {
            await().atMost(LONG).until(life::isReading);

            // When
            flow.away = true;

            // Then
            await().atMost(LONG).until(() -> !life.isReading());
            flow.away = false;
            await().atMost(LONG).until(life::isReading);
        } finally {
            intake.abandon();
            thread.join(LONG.toMillis());
        }
        assertThat(thread.isAlive()).isFalse();
    }

    private PollThread pollThread(Intake intake) {
        TopicDirectory directory = directory(endpoint(Topics.brokers()));
        StartPositions starts = starts(Topics.brokers());
        Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), () -> 1);
        return new PollThread(
                directory, topic, () -> member(starts, intake), intake, wakeup, backoff, 1, failure -> {});
    }

    /** True if it ended with a failure that may pass. */
    private static boolean isTurnInVain(GroupMember member) {
        try {
            member.turn();
            return false;
        } catch (RetryableException e) {
            return true;
        }
    }

    private int buffered() {
        return assignment.owned().stream()
                .filter(OwnedPartition::isPositioned)
                .mapToInt(partition -> partition.batcher().bufferedRecords())
                .sum();
    }

    private GroupMember member(StartPositions starts) {
        return member(starts, new Intake(System::nanoTime));
    }

    private GroupMember member(StartPositions starts, Intake intake) {
        GroupMember member = new GroupMember(
                consumer, assignment, starts, flow, intake, wakeup, new Heartbeat(consumer, Duration.ofSeconds(10)));
        member.subscribe(topic);
        return member;
    }

    private StartPositions starts(String brokers) {
        KafkaBatchEndpoint endpoint = endpoint(brokers);
        return new StartPositions(
                endpoint,
                directory(endpoint),
                "r",
                "f00d",
                false,
                endpoint.policy(),
                new MemoryBudget(1 << 30),
                System::nanoTime);
    }

    private TopicDirectory directory(KafkaBatchEndpoint endpoint) {
        TopicDirectory directory = new TopicDirectory(endpoint.clientSettings(), topic);
        directories.add(directory);
        return directory;
    }

    private KafkaBatchEndpoint endpoint(String brokers) {
        return context.getEndpoint(
                "kafka-batch:" + topic + "?brokers=" + brokers + "&groupId=" + group + "&maxRecords=100",
                KafkaBatchEndpoint.class);
    }
}
