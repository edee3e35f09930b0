package dev.caravan.generate;

import dev.caravan.generate.profile.Field;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The shipped profiles, ready for use. */
public final class TestProfiles {
    private TestProfiles() {}

    public static Profile userActivity(long total) {
        return load("generator/user-activity.yaml").withTotal(total);
    }

    public static Profile userActivity(TargetKind target, long total) {
        return userActivity(total).onlyTo(target);
    }

    public static Profile seedKinesis(long total) {
        return load("generator/seed-kinesis.yaml").withTotal(total);
    }

    /** With late records that lie in fewer partitions. */
    public static Profile withLateness(Profile profile, Duration maxLate) {
        List<Field> fields = profile.fields().stream()
                .map(field -> field instanceof Field.Timestamp time
                        ? new Field.Timestamp(time.name(), time.lateShare(), maxLate)
                        : field)
                .toList();
        return new Profile(
                profile.name(),
                profile.targets(),
                profile.total(),
                profile.pace(),
                profile.seed(),
                fields,
                profile.partitionKey(),
                profile.bad(),
                profile.repeatShare());
    }

    private static Profile load(String file) {
        return Profile.load(
                Path.of(file), Map.of("kinesis.stream", "UserActivityStream", "kafka.topic", "user-activity"));
    }
}
