package dev.caravan.page.letters;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.deadletter.replay.LedgerReader;
import dev.caravan.deadletter.replay.Replay;
import dev.caravan.deadletter.replay.ReplayLedger;
import dev.caravan.deadletter.replay.ReplayOptions;
import dev.caravan.deadletter.replay.ReplayResult;
import dev.caravan.deadletter.replay.ReplayTargets;
import dev.caravan.deadletter.replay.Returns;
import dev.caravan.object.S3Bucket;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Replays dead letters as the command does, by the same ledger: nothing is sent twice, whoever else replays. */
final class ReplayWork {

    /** As of the command. */
    private static final int MAX_REPLAYS = 3;

    private static final int TOLD_EVERY = 100;

    private final CamelContext context;
    private final S3Client s3;
    private final KinesisClient kinesis;
    private final DeadLetterSettings place;
    private final Clock clock;

    ReplayWork(CamelContext context, S3Client s3, KinesisClient kinesis, DeadLetterSettings place, Clock clock) {
        this.context = requireNonNull(context, "context");
        this.s3 = requireNonNull(s3, "s3");
        this.kinesis = requireNonNull(kinesis, "kinesis");
        this.place = requireNonNull(place, "place");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * What has become of dead letters so far.
     *
     * @param outcomes how many, by their outcome in words
     * @param example why one of those was not sent that cannot be, if any
     * @param writtenUntil to be named by the replay that follows a count, so that it meets what was counted only
     */
    record Progress(
            boolean done,
            Map<String, Long> outcomes,
            Optional<String> example,
            Instant writtenUntil,
            Optional<String> problem) {}

    void run(ReplayRequest request, Consumer<Object> tell) throws Exception {
        ReplayOptions options = new ReplayOptions(
                request.confirmed().isEmpty(),
                false,
                MAX_REPLAYS,
                request.confirmed().orElse(ReplayRequest.MOST));
        try (DeadLetterReader letters = new DeadLetterReader(s3, place, request.filter(), problem -> {});
                ReplayTargets targets = new ReplayTargets(context, kinesis, Optional.empty(), Optional.empty());
                S3Bucket bucket = new S3Bucket(context, s3, place.bucket())) {
            bucket.start();
            Returns returns = new Returns(s3, place);
            Iterator<DeadLetter> marked = Stream.generate(() -> letters)
                    .takeWhile(Iterator::hasNext)
                    .map(each -> returns.marked(each.next()))
                    .iterator();
            ReplayLedger ledger = new ReplayLedger(bucket, place, clock, "the page");
            try (Replay replay = new Replay(marked, targets, new LedgerReader(s3, place), ledger, options)) {
                follow(replay, letters, tell);
            }
        }
    }

    private static void follow(Replay replay, DeadLetterReader letters, Consumer<Object> tell) {
        Map<String, Long> outcomes = new TreeMap<>();
        Optional<String> example = Optional.empty();
        long seen = 0;
        while (replay.hasNext()) {
            ReplayResult result = replay.next();
            outcomes.merge(result.kind().text(), 1L, Long::sum);
            if (example.isEmpty() && !isSent(result)) {
                example = Optional.of(result.detail());
            }
            seen++;
            if (seen % TOLD_EVERY == 0) {
                tell.accept(
                        new Progress(false, new TreeMap<>(outcomes), example, letters.lastWritten(), Optional.empty()));
            }
        }
        tell.accept(new Progress(
                true, outcomes, example, letters.lastWritten(), replay.failure().map(Throwable::getMessage)));
    }

    private static boolean isSent(ReplayResult result) {
        return result.kind() == ReplayResult.Kind.SENT || result.kind() == ReplayResult.Kind.WOULD_BE_SENT;
    }
}
