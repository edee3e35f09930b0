package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.batch.PartitionBatcher;
import dev.caravan.batch.Pin;
import dev.caravan.deadletter.DeadLetters;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.measure.Measures;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RejectedRecordException;
import dev.caravan.record.SourcePartition;
import dev.caravan.source.AttemptScope;
import dev.caravan.source.BatchDelivery;
import dev.caravan.source.kafka.ModelledBroker.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Two partitions whose brokers and sink survive, and owners that do not: the product's own buffers, pins, commits and
 * deliveries without threads, clients and clocks. Every act may come at any time; what does not fit does nothing.
 */
final class DeliveryModel {

    /** What goes wrong while a batch is written. */
    enum Trouble {
        NONE,
        REFUSED_ONCE,
        FAILED_HALFWAY_ONCE,
        RELEASED_AND_FAILED,
        DEFECT,
        PERMANENT,
        /** Another owner takes the partition, and this one is told. */
        REVOKED_HALFWAY,
        /** Another owner takes the partition and writes, and this one does not know. */
        TAKEN_HALFWAY
    }

    static final int PARTITIONS = 2;

    private static final DirectEndpoint ENDPOINT =
            new DefaultCamelContext().getEndpoint("direct:model", DirectEndpoint.class);
    private static final Backoff NO_PAUSE = new Backoff(Duration.ofNanos(1), Duration.ofNanos(1), () -> 0);
    private static final BatchPolicy POLICY = new BatchPolicy(4, 120, Duration.ofSeconds(1));
    private static final int BUDGET = 2_000;
    /** Records of such sizes are refused for their content. */
    private static final int REJECTED = 7;

    private static final String LINEAGE = "0123abcd";

    /** A process's share in one partition. */
    private static final class Owner {
        private final OwnedPartition partition;
        private final int generation;
        private int read;
        private Delivery delivery;

        Owner(OwnedPartition partition, int generation, int read) {
            this.partition = partition;
            this.generation = generation;
            this.read = read;
        }
    }

    private final List<ModelledBroker> brokers = List.of(new ModelledBroker(), new ModelledBroker());
    private final ModelledSink sink = new ModelledSink();
    private long nanos;
    private final BatchDelivery route = new BatchDelivery(
            new DefaultConsumer(ENDPOINT, this::write), "r", this::bury, 2, NO_PAUSE, () -> nanos, Measures.NONE);
    private final List<Owner> owners = new ArrayList<>(List.of(owner(0, null), owner(1, null)));
    private final List<Owner> zombies = new ArrayList<>();
    private MemoryBudget budget;
    private Trouble trouble = Trouble.NONE;

    static String label(int partition) {
        return new SourcePartition("topic", Integer.toString(partition), LINEAGE).label();
    }

    private Owner owner(int partition, OffsetAndMetadata committed) {
        budget = budget == null ? new MemoryBudget(BUDGET) : budget;
        OwnedPartition owned = new OwnedPartition(new TopicPartition("topic", partition));
        long start = committed == null ? 0 : committed.offset();
        Optional<Pin> pin =
                committed == null ? Optional.empty() : Pin.parse(committed.metadata(), KafkaPosition::parse);
        PartitionBatcher batcher = new PartitionBatcher(
                new SourcePartition("topic", Integer.toString(partition), LINEAGE),
                POLICY,
                "f00d",
                pin,
                start == 0 ? null : new KafkaPosition(start - 1),
                new KafkaPosition(start),
                budget,
                () -> nanos);
        if (committed == null) {
            owned.start(batcher, start);
        } else {
            owned.position(batcher, committed);
        }
        return new Owner(owned, brokers.get(partition).newGeneration(), (int) start);
    }

    /** @param sizes payload bytes of each; 0 where an offset holds no record */
    void arrive(int partition, List<Integer> sizes) {
        sizes.forEach(brokers.get(partition)::append);
    }

    /** One poll: what it brings is not cut off where the batcher has enough. */
    void read(int partition, int count) {
        Owner owner = owners.get(partition);
        ModelledBroker broker = brokers.get(partition);
        if (!owner.partition.batcher().wantsMore()) {
            return;
        }
        for (int i = 0; i < count && owner.read < broker.end(); i++) {
            int bytes = broker.bytes(owner.read);
            if (bytes > 0) {
                owner.partition.add(new ConsumerRecord<>("topic", partition, owner.read, null, new byte[bytes]));
            }
            owner.read++;
            owner.partition.passedUpTo(owner.read);
        }
    }

    void age() {
        nanos += POLICY.maxAge().toNanos();
    }

    /** One turn of the poll thread, as in {@link CommitFlow}. */
    void turn(int partition, boolean flush, Reply reply) {
        turn(owners.get(partition), partition, flush, reply);
    }

    private void turn(Owner owner, int partition, boolean flush, Reply reply) {
        owner.partition.prepare(flush);
        Optional<OffsetAndMetadata> due = owner.partition.dueCommit();
        if (due.isEmpty() || brokers.get(partition).commit(owner.generation, due.get(), reply)) {
            owner.partition.advance().ifPresent(batch -> dispatch(owner, batch));
        }
    }

    private void dispatch(Owner owner, BatchInDelivery batch) {
        owner.delivery = new Delivery(batch, route, AttemptScope.NONE, () -> {});
        owner.partition.delivering(owner.delivery);
    }

    /** The writer's thread brings what is pinned through the route; a batch that cannot be delivered ends its owner. */
    void write(int partition, Trouble what) {
        Owner owner = owners.get(partition);
        if (owner.delivery == null || owner.delivery.isDone()) {
            return;
        }
        trouble = what;
        owner.delivery.run();
        trouble = Trouble.NONE;
        if (owner.delivery.batch().failure() != null) {
            takeOver(partition);
        }
    }

    /** The partition is revoked in time: what is written is acknowledged if the commit comes through. */
    void revoke(int partition, Reply reply) {
        Owner owner = owners.get(partition);
        owner.partition.lastCommit().ifPresent(commit -> brokers.get(partition)
                .commit(owner.generation, commit, reply));
        takeOver(partition);
    }

    /** A new owner begins from what the broker has; the old one has dropped everything. */
    void takeOver(int partition) {
        owners.get(partition).partition.rewind();
        owners.set(partition, owner(partition, brokers.get(partition).committed()));
    }

    /** A new owner begins, and the old one goes on, as after a pause that was longer than its session. */
    void takeOverUnnoticed(int partition) {
        Owner old = owners.get(partition);
        owners.set(partition, owner(partition, brokers.get(partition).committed()));
        zombies.add(old);
    }

    /** The last zombie does what it can: the batch under way, a replay of a pin that it knows, tries to acknowledge. */
    void zombieWakes() {
        if (zombies.isEmpty()) {
            return;
        }
        Owner zombie = zombies.remove(zombies.size() - 1);
        for (int i = 0; i < 3; i++) {
            if (zombie.delivery != null && !zombie.delivery.isDone()) {
                zombie.delivery.run();
            }
            turn(zombie, zombie.partition.topicPartition().partition(), true, Reply.CONFIRMED);
        }
        zombie.partition.rewind();
    }

    /** Kill -9: both owners are gone, and with them their memory. */
    void crash() {
        owners.forEach(owner -> owner.partition.rewind());
        zombies.forEach(owner -> owner.partition.rewind());
        zombies.clear();
        assertThat(budget.usedBytes()).as("bytes held when all owners are gone").isZero();
        budget = null;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            owners.set(partition, owner(partition, brokers.get(partition).committed()));
        }
    }

    private void write(Exchange exchange) {
        RecordBatch batch = exchange.getMessage().getBody(RecordBatch.class);
        int partition = Integer.parseInt(batch.range().partition().partition());
        Trouble now = trouble;
        trouble = Trouble.NONE;
        if (now == Trouble.REFUSED_ONCE) {
            throw new RetryableException("planted", null);
        }
        sink.begin(batch.range());
        List<List<Long>> kinds = List.of(new ArrayList<>(), new ArrayList<>());
        batch.forEach(record -> {
            if (record.bytes().length == REJECTED) {
                throw new RejectedRecordException(Reason.NOT_JSON, "planted");
            }
            long offset = ((KafkaPosition) record.source().position()).offset();
            kinds.get((int) (offset % 2)).add(offset);
        });
        sink.create(batch.range(), " even", kinds.get(0));
        halfway(now, partition, batch);
        sink.create(batch.range(), " odd", kinds.get(1));
    }

    private void halfway(Trouble now, int partition, RecordBatch batch) {
        switch (now) {
            case NONE, REFUSED_ONCE -> {}
            case FAILED_HALFWAY_ONCE -> throw new RetryableException("planted", null);
            case RELEASED_AND_FAILED -> {
                batch.release();
                throw new RetryableException("planted", null);
            }
            case DEFECT -> {
                trouble = Trouble.DEFECT;
                throw new IllegalStateException("planted");
            }
            case PERMANENT -> throw new PermanentException("planted");
            case REVOKED_HALFWAY -> takeOver(partition);
            case TAKEN_HALFWAY -> {
                takeOverUnnoticed(partition);
                drain(partition);
            }
        }
    }

    private void bury(DeadLetters letters, Abandonment abandonment) {
        sink.create(
                letters.range(),
                " dead letters",
                letters.rejections().stream()
                        .map(rejection -> ((KafkaPosition) rejection.record().position()).offset())
                        .toList());
    }

    /** No faults any more: reads, pins, writes and acknowledges until nothing is left. */
    void drainAll() {
        while (!zombies.isEmpty()) {
            zombieWakes();
        }
        for (int i = 0; i < PARTITIONS; i++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                drain(partition);
            }
        }
    }

    private void drain(int partition) {
        for (int i = 0; i < 5 * (brokers.get(partition).end() + 2); i++) {
            read(partition, 5);
            age();
            turn(partition, true, Reply.CONFIRMED);
            write(partition, Trouble.NONE);
        }
    }

    /** Holds at any time: behind what is acknowledged, every record is in the sink. */
    void requireNothingIsAcknowledgedUnwritten() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ModelledBroker broker = brokers.get(partition);
            long acknowledged =
                    broker.committed() == null ? 0 : broker.committed().offset();
            assertThat(sink.offsets(partition)).containsAll(broker.records(acknowledged));
        }
        assertThat(budget.usedBytes()).isNotNegative();
    }

    /** Holds at the end: every record once, in ranges that follow one another up to the end of the log. */
    void requireEachRecordOnce() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ModelledBroker broker = brokers.get(partition);
            assertThat(sink.offsets(partition)).isEqualTo(broker.records(broker.end()));
            assertThat(sink.followed(partition)).isEqualTo(broker.end());
            assertThat(broker.committed() == null ? 0 : broker.committed().offset())
                    .isEqualTo(broker.end());
        }
        assertThat(budget.usedBytes())
                .as("bytes held when everything is delivered")
                .isZero();
    }
}
