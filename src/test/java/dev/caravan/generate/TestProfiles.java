package dev.caravan.generate;

import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import java.nio.file.Path;
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

    private static Profile load(String file) {
        return Profile.load(
                Path.of(file), Map.of("kinesis.stream", "UserActivityStream", "kafka.topic", "user-activity"));
    }
}
