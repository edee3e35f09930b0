package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.batch.PartitionBatcher;
import dev.caravan.batch.Pin;
import dev.caravan.failure.PermanentException;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where newly assigned partitions go on: at the committed offset, with the pin found there, or at the configured
 * start. Records that retention or a truncation has taken are said loudly; reading goes on from what is there.
 *
 * @param settings fingerprint of the route now
 * @param acceptsOtherSettings replay batches that were pinned under another fingerprint
 */
record StartPositions(
        KafkaBatchEndpoint endpoint,
        TopicDirectory topic,
        String route,
        String settings,
        boolean acceptsOtherSettings,
        BatchPolicy policy,
        MemoryBudget budget,
        LongSupplier nanoTime) {

    private static final Logger LOG = LoggerFactory.getLogger(StartPositions.class);

    StartPositions {
        requireNonNull(settings, "settings");
    }

    /** What is in the log of one partition: from start, up to but without end. */
    private record Log(long start, long end) {}

    /**
     * Positions every partition and the consumer with it.
     *
     * @throws PermanentException if a pin cannot be honoured: the route has to stop
     * @throws dev.caravan.failure.RetryableException if the broker does not answer: ask again, nothing has changed
     */
    void position(Consumer<byte[], byte[]> consumer, Collection<OwnedPartition> partitions) {
        Set<TopicPartition> names = new HashSet<>();
        partitions.forEach(partition -> names.add(partition.topicPartition()));
        String lineage =
                SourcePartition.lineage(topic.sameTopicId(KafkaClientSettings.CALL_TIMEOUT), endpoint.getGroupId());
        // The log after the offsets: a transaction that acknowledged meanwhile must not look like a truncated log.
        Map<TopicPartition, OffsetAndMetadata> committed = committed(consumer, names);
        Map<TopicPartition, Long> starts = topic.logStarts(names);
        Map<TopicPartition, Long> ends = topic.logEnds(names);
        Map<TopicPartition, Long> stableEnds = topic.stableEnds(names);
        for (OwnedPartition partition : partitions) {
            TopicPartition name = partition.topicPartition();
            OffsetAndMetadata found = committed.get(name);
            if (found == null) {
                // What was written to an added partition before this member saw it came after the start.
                boolean atEarliest = endpoint.startsAtEarliest() || topic.isAdded(name);
                long start = atEarliest ? starts.get(name) : stableEnds.get(name);
                consumer.seek(name, start);
                partition.start(batcher(name, lineage, Optional.empty(), start), start);
                LOG.info("Route {} starts {} at {}", route, name, start);
            } else {
                goOn(consumer, partition, lineage, found, new Log(starts.get(name), ends.get(name)));
            }
        }
    }

    /** Throws {@link PermanentException} if the topic was deleted. */
    void requireTopic() {
        topic.sameTopicId(KafkaClientSettings.CALL_TIMEOUT);
    }

    /** Throws {@link PermanentException} if it was deleted and created again; sees it some seconds late. */
    void requireSameTopic() {
        topic.requireSameTopic();
    }

    private void goOn(
            Consumer<byte[], byte[]> consumer,
            OwnedPartition partition,
            String lineage,
            OffsetAndMetadata committed,
            Log log) {
        TopicPartition name = partition.topicPartition();
        Optional<Pin> pin = pin(name, committed);
        long start = committed.offset();
        if (start > log.end()) {
            LOG.error(
                    "Records of {} are gone: offset {} is committed, but the log ends at {}. Was it truncated or"
                            + " restored? Route {} goes on at {}",
                    name,
                    start,
                    log.end(),
                    route,
                    log.end());
            start = log.end();
            pin = Optional.empty();
        } else if (start < log.start()) {
            LOG.error(
                    "Records of {} are gone: offset {} is committed, but retention has left only {} and later. Route {}"
                            + " goes on there; lengthen the topic's retention",
                    name,
                    start,
                    log.start(),
                    route);
        }
        pin = pin.flatMap(found -> within(name, found, log));
        pin.ifPresent(found -> LOG.info(
                "Route {} replays {} from {} to {}",
                route,
                name,
                found.start().text(),
                found.end().text()));
        consumer.seek(name, Math.max(start, log.start()));
        partition.position(batcher(name, lineage, pin, start), committed);
    }

    private PartitionBatcher batcher(TopicPartition name, String lineage, Optional<Pin> pin, long start) {
        // The same on every replay, also when the first batch of all was never acknowledged before.
        Position before = start == 0 ? null : new KafkaPosition(start - 1);
        return new PartitionBatcher(
                new SourcePartition(name.topic(), Integer.toString(name.partition()), lineage),
                policy,
                settings,
                pin,
                before,
                new KafkaPosition(start),
                budget,
                nanoTime);
    }

    private Optional<Pin> pin(TopicPartition name, OffsetAndMetadata committed) {
        Optional<Pin> pin;
        try {
            pin = Pin.parse(committed.metadata(), KafkaPosition::parse);
        } catch (IllegalArgumentException e) {
            throw foreign(name, committed, e);
        }
        if (pin.isPresent() && !pin.get().start().equals(new KafkaPosition(committed.offset()))) {
            throw foreign(name, committed, null);
        }
        pin.ifPresent(found -> requireSameSettings(name, found));
        return pin;
    }

    private PermanentException foreign(TopicPartition name, OffsetAndMetadata committed, Throwable cause) {
        return new PermanentException(
                "The committed offset " + committed.offset() + " of " + name + " in group " + endpoint.getGroupId()
                        + " carries metadata of another program: " + committed.metadata()
                        + ". Use a group of its own for"
                        + " route " + route + ", or reset the offset with kafka-consumer-groups to go on from there",
                cause);
    }

    private void requireSameSettings(TopicPartition name, Pin pin) {
        if (pin.settings().equals(settings)) {
            return;
        }
        String what = "The batch " + pin.start().text() + " to " + pin.end().text() + " of " + name
                + " was pinned under other steps or settings of route " + route + " (fingerprint " + pin.settings()
                + ", now " + settings + ") and its writing was interrupted";
        if (!acceptsOtherSettings) {
            throw new PermanentException(what + ". Either start once more with the old files until it is acknowledged,"
                    + " or set onSettingsMismatch=accept, which may double this batch's records");
        }
        LOG.warn("{}; it is delivered under the new ones and may be doubled", what);
    }

    /** The pin as far as the log goes; nothing if the log does not reach its start. */
    private Optional<Pin> within(TopicPartition name, Pin pin, Log log) {
        long end = ((KafkaPosition) pin.end()).offset();
        if (end < log.end()) {
            return Optional.of(pin);
        }
        LOG.error(
                "Records of {} are gone: a batch is pinned up to {}, but the log ends at {}. Was it truncated? Route {}"
                        + " goes on with what is there",
                name,
                end,
                log.end(),
                route);
        return log.end() > ((KafkaPosition) pin.start()).offset()
                ? Optional.of(new Pin(pin.start(), new KafkaPosition(log.end() - 1), settings))
                : Optional.empty();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(
            Consumer<byte[], byte[]> consumer, Set<TopicPartition> names) {
        while (true) {
            try {
                return consumer.committed(names, KafkaClientSettings.CALL_TIMEOUT);
            } catch (WakeupException e) {
                LOG.debug("Asking for committed offsets was cut by a signal: again");
            } catch (KafkaException e) {
                throw KafkaFailures.of("Asking for the committed offsets of " + names, e);
            }
        }
    }
}
