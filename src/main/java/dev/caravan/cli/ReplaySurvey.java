package dev.caravan.cli;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterId;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.generate.profile.TargetKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is there to replay before the first record is sent.
 *
 * @param totals dead letters of each kind of source
 * @param missing ids that were asked for and not found, or nothing
 * @param filter lets through what was there, and not what comes back during the replay
 */
record ReplaySurvey(Map<TargetKind, Long> totals, String missing, DeadLetterFilter filter) {

    static ReplaySurvey of(
            S3Client client, DeadLetterSettings place, DeadLetterFilter filter, Consumer<String> problems) {
        Map<TargetKind, Long> totals = new EnumMap<>(TargetKind.class);
        Set<DeadLetterId> missing = new HashSet<>(filter.ids());
        try (DeadLetterReader letters = new DeadLetterReader(client, place, filter, problems)) {
            while (letters.hasNext()) {
                DeadLetter letter = letters.next();
                totals.merge(kind(letter), 1L, Long::sum);
                missing.remove(letter.id());
            }
            return new ReplaySurvey(
                    totals,
                    missing.stream().map(DeadLetterId::text).sorted().collect(Collectors.joining(", ")),
                    filter.writtenUntil(letters.lastWritten()));
        }
    }

    static TargetKind kind(DeadLetter letter) {
        return letter.isFromKinesis() ? TargetKind.KINESIS : TargetKind.KAFKA;
    }

    long letters() {
        return totals.values().stream().mapToLong(Long::longValue).sum();
    }
}
