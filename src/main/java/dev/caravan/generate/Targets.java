package dev.caravan.generate;

import dev.caravan.failure.PermanentException;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.send.KafkaTarget;
import dev.caravan.generate.send.KinesisTarget;
import dev.caravan.generate.send.Target;
import dev.caravan.generate.truth.Tally;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * How the targets of a profile are reached.
 *
 * @param kinesis the client for streams; stays open
 * @param kafka the producer's properties, bootstrap.servers at least; empty when there is no Kafka
 */
public record Targets(Optional<KinesisClient> kinesis, Map<String, Object> kafka) {
    public Targets {
        kafka = Map.copyOf(kafka);
    }

    /** Streams only. */
    public static Targets of(KinesisClient client) {
        return new Targets(Optional.of(client), Map.of());
    }

    /** Topics only. */
    public static Targets of(Map<String, Object> kafka) {
        return new Targets(Optional.empty(), kafka);
    }

    Target open(TargetKind kind, String name, Tally tally) {
        return switch (kind) {
            case KINESIS ->
                new KinesisTarget(
                        kinesis.orElseThrow(() -> new PermanentException(
                                "The profile sends to the Kinesis stream " + name + ", but Kinesis is not configured")),
                        name,
                        tally);
            case KAFKA -> {
                if (kafka.isEmpty()) {
                    throw new PermanentException(
                            "The profile sends to the Kafka topic " + name + ", but Kafka is not configured");
                }
                yield new KafkaTarget(kafka, name, tally);
            }
        };
    }
}
