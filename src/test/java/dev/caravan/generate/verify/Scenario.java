package dev.caravan.generate.verify;

import dev.caravan.generate.TestProfiles;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.sequence.RecordSequence;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.sequence.Slot;
import dev.caravan.generate.truth.RunTruth;
import dev.caravan.generate.truth.Tally;
import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import dev.caravan.generate.verify.VerifyTargets.DeadLetterPlace;
import dev.caravan.generate.verify.VerifyTargets.ItemTable;
import dev.caravan.generate.verify.VerifyTargets.LakeTable;
import dev.caravan.generate.verify.VerifyTargets.SeedTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** 400 records to each target: 396 good, 4 bad, 4 repeats. */
final class Scenario {
    private static final int TOTAL = 400;

    private Scenario() {}

    static List<GeneratedRecord> records(TargetKind kind, long seed) {
        RecordSequence sequence = new RecordSequence(profile(kind).withSeed(seed), key(kind, seed));
        return LongStream.range(0, TOTAL).mapToObj(sequence::record).toList();
    }

    static RunTruth run(TargetKind kind, long seed, List<GeneratedRecord> records) {
        Tally tally = new Tally(Clock.systemUTC());
        records.forEach(tally::acknowledged);
        return tally.truth(profile(kind).withSeed(seed), key(kind, seed));
    }

    static Profile profile(TargetKind kind) {
        return TestProfiles.withLateness(TestProfiles.userActivity(kind, TOTAL), Duration.ofHours(3));
    }

    static RunKey key(TargetKind kind, long seed) {
        return new RunKey("user-activity", kind, seed, Instant.parse("2026-11-21T10:00:00Z"));
    }

    /** A good record that is not repeated, the first from an index on. */
    static GeneratedRecord original(List<GeneratedRecord> records, int from) {
        List<Long> repeated = records.stream()
                .map(GeneratedRecord::slot)
                .filter(Slot.Repeat.class::isInstance)
                .map(slot -> ((Slot.Repeat) slot).of())
                .toList();
        return records.stream()
                .skip(from)
                .filter(each -> each.slot() instanceof Slot.Good && !repeated.contains(each.index()))
                .findFirst()
                .orElseThrow();
    }

    static void arrive(Arrivals arrivals, List<GeneratedRecord> fromKinesis, List<GeneratedRecord> fromKafka) {
        arrivals.lake(Arrivals.KINESIS_PREFIX, fromKinesis);
        arrivals.seedLayout(fromKinesis);
        arrivals.lake(Arrivals.KAFKA_PREFIX, fromKafka);
        arrivals.items(fromKafka);
        arrivals.deadLetters("kinesis-to-s3", "UserActivityStream", true, fromKinesis);
        arrivals.deadLetters("kinesis-to-seed-layout", "UserActivityStream", false, fromKinesis);
        arrivals.deadLetters("kafka-to-dynamodb", "user-activity", true, fromKafka);
    }

    static VerifyTargets targets(Arrivals arrivals, AthenaAccess athena, String seedTable) {
        return new VerifyTargets(
                athena,
                Optional.of(new LakeTable(
                        Optional.of("kinesis-to-s3"), "user_activity", arrivals.lake(), Arrivals.KINESIS_PREFIX)),
                Optional.of(new ItemTable("kafka-to-dynamodb", arrivals.items())),
                Optional.of(new LakeTable(
                        Optional.empty(), "user_activity_replica", arrivals.lake(), Arrivals.KAFKA_PREFIX)),
                Optional.of(new SeedTable("kinesis-to-seed-layout", seedTable)),
                Optional.of(new DeadLetterPlace(arrivals.lake(), Arrivals.DEAD_LETTERS)));
    }
}
