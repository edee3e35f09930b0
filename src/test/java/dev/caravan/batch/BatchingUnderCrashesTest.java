package dev.caravan.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.record.BatchRecord;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the log looks like and wherever the owner dies, each range is written with the same content, and all are. */
class BatchingUnderCrashesTest {

    private enum Act {
        READ,
        READ_MORE,
        WAIT,
        FREEZE,
        FLUSH,
        PIN,
        WRITE,
        ACKNOWLEDGE,
        CRASH
    }

    /** The broker and the sink, which survive; and the owner of the partition, which does not. */
    private static final class World {

        private final List<Integer> log;
        private final BatchPolicy policy;
        private final MemoryBudget budget = new MemoryBudget(2_000);
        private final Map<Long, List<Long>> objects = new HashMap<>();
        private final Map<Long, Long> ends = new HashMap<>();
        private long committed;
        private String pin = "";
        private BatcherRig owner;
        private int read;
        private BatchInDelivery frozen;
        private BatchInDelivery pinned;

        /** @param log payload bytes by offset; 0 means that no record is there */
        World(List<Integer> log, BatchPolicy policy) {
            this.log = log;
            this.policy = policy;
            takeOver();
        }

        private void takeOver() {
            Pin replay = Pin.parse(pin, KafkaPosition::parse).orElse(null);
            owner = new BatcherRig(policy, budget, replay, committed);
            read = (int) committed;
            frozen = null;
            pinned = null;
        }

        void act(Act act) {
            switch (act) {
                case READ -> read(1);
                case READ_MORE -> read(5);
                case WAIT -> owner.elapse(policy.maxAge());
                case FREEZE -> freeze(false);
                case FLUSH -> freeze(true);
                case PIN -> pin();
                case WRITE -> write();
                case ACKNOWLEDGE -> acknowledge();
                case CRASH -> {
                    owner.batcher.close();
                    assertThat(budget.usedBytes()).isZero();
                    takeOver();
                }
            }
        }

        /** One poll: what it brings is not cut off where the batcher has enough. */
        private void read(int count) {
            if (!owner.batcher.wantsMore()) {
                return;
            }
            for (int i = 0; i < count && read < log.size(); i++) {
                int bytes = log.get(read);
                if (bytes > 0) {
                    owner.batcher.add(BatcherRig.record(read, bytes));
                } else {
                    owner.passed(read);
                }
                read++;
            }
        }

        private void freeze(boolean flush) {
            Optional<BatchInDelivery> next = owner.batcher.freeze(flush);
            if (frozen != null && next.isPresent()) {
                assertThat(next).containsSame(frozen);
            }
            frozen = next.orElse(frozen);
        }

        private void pin() {
            if (frozen == null || pinned != null) {
                return;
            }
            pin = frozen.pin().text();
            pinned = owner.batcher.pinned();
            frozen = null;
        }

        private void write() {
            if (pinned == null) {
                return;
            }
            long start = BatcherRig.offset(pinned.range().start());
            List<Long> content = new ArrayList<>();
            RecordBatch body = pinned.attempt();
            for (BatchRecord record : body) {
                content.add(BatcherRig.offset(record.source().position()));
            }
            requireWithinLimits(pinned, content);
            List<Long> before = objects.putIfAbsent(start, content);
            if (before != null) {
                assertThat(content).as("a replay of %d", start).isEqualTo(before);
            }
            ends.merge(start, BatcherRig.offset(pinned.range().end()), (one, other) -> {
                assertThat(other).isEqualTo(one);
                return one;
            });
            pinned.written();
        }

        private void requireWithinLimits(BatchInDelivery batch, List<Long> content) {
            assertThat(content.size()).isLessThanOrEqualTo(policy.maxRecords());
            assertThat(batch.payloadBytes() <= policy.maxBytes() || content.size() == 1)
                    .isTrue();
        }

        private void acknowledge() {
            if (pinned == null || !pinned.isWritten()) {
                return;
            }
            committed = BatcherRig.offset(pinned.range().end()) + 1;
            pin = "";
            owner.batcher.acknowledged();
            pinned = null;
        }

        void drain() {
            for (int i = 0; i < 20 * (log.size() + 1); i++) {
                for (Act act : List.of(Act.READ_MORE, Act.WAIT, Act.FLUSH, Act.PIN, Act.WRITE, Act.ACKNOWLEDGE)) {
                    act(act);
                }
            }
        }
    }

    @Property(tries = 500)
    void everyRecordIsWrittenInExactlyOneRange(@ForAll("logs") List<Integer> log, @ForAll("acts") List<Act> acts) {
        // Given
        World world = new World(log, new BatchPolicy(4, 120, Duration.ofSeconds(1)));

        // When
        acts.forEach(world::act);
        world.drain();

        // Then
        List<Long> written = new ArrayList<>();
        long next = 0;
        while (world.objects.containsKey(next)) {
            written.addAll(world.objects.get(next));
            next = world.ends.get(next) + 1;
        }
        List<Long> sent = new ArrayList<>();
        for (long offset = 0; offset < log.size(); offset++) {
            if (log.get((int) offset) > 0) {
                sent.add(offset);
            }
        }
        assertThat(written).isEqualTo(sent);
        assertThat(world.ends).hasSize(world.objects.size());
        assertThat(next).as("the ranges meet up to the end of the log").isEqualTo(log.size());
        assertThat(world.committed).isEqualTo(log.size());
        assertThat(world.objects.values().stream().mapToInt(List::size).sum()).isEqualTo(sent.size());
    }

    @Provide
    Arbitrary<List<Integer>> logs() {
        Arbitrary<Integer> bytes = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(6, Arbitraries.integers().between(1, 60)),
                Tuple.of(1, Arbitraries.integers().between(100, 400)));
        return bytes.list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        return Arbitraries.of(Act.class).list().ofMaxSize(120);
    }
}
