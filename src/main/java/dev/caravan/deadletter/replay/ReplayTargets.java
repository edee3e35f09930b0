package dev.caravan.deadletter.replay;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.source.kafka.TopicWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Where dead letters go: the topic or stream they came from, or another one of the same kind. For one thread. */
public final class ReplayTargets implements AutoCloseable {

    private final CamelContext context;
    private final KinesisClient kinesis;
    private final Optional<String> toTopic;
    private final Optional<String> toStream;
    private final Map<String, ReplayTarget> open = new HashMap<>();

    /**
     * @param context its kafka-batch component says how to reach Kafka
     * @param toTopic instead of their own topic, for what came from Kafka
     * @param toStream instead of their own stream, for what came from Kinesis
     */
    public ReplayTargets(
            CamelContext context, KinesisClient kinesis, Optional<String> toTopic, Optional<String> toStream) {
        this.context = requireNonNull(context, "context");
        this.kinesis = requireNonNull(kinesis, "kinesis");
        this.toTopic = requireNonNull(toTopic, "toTopic");
        this.toStream = requireNonNull(toStream, "toStream");
    }

    /** {@code topic NAME} or {@code stream NAME}; empty if the only target given is of the other kind. */
    public Optional<String> label(DeadLetter letter) {
        boolean other = letter.isFromKinesis()
                ? toStream.isEmpty() && toTopic.isPresent()
                : toTopic.isEmpty() && toStream.isPresent();
        return other ? Optional.empty() : Optional.of((letter.isFromKinesis() ? "stream " : "topic ") + name(letter));
    }

    /**
     * The target of a dead letter that has one.
     *
     * @throws dev.caravan.failure.PermanentException if there is no such topic
     * @throws dev.caravan.failure.RetryableException if no broker answers
     */
    ReplayTarget of(DeadLetter letter) {
        String name = name(letter);
        return open.computeIfAbsent(
                label(letter).orElseThrow(),
                label -> letter.isFromKinesis()
                        ? new StreamTarget(name, kinesis)
                        : new TopicTarget(name, TopicWriter.open(context, name)));
    }

    private String name(DeadLetter letter) {
        return (letter.isFromKinesis() ? toStream : toTopic).orElse(letter.source());
    }

    @Override
    public void close() {
        open.values().forEach(ReplayTarget::close);
    }
}
