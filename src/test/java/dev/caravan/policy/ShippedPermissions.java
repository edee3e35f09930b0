package dev.caravan.policy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The permissions of the shipped routes in account 123456789012, with settings of our own. */
final class ShippedPermissions {

    static final String ACCOUNT = "123456789012";
    static final String OTHER_ACCOUNT = "210987654321";
    static final String KEY = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String KAFKA = "arn:aws:kafka:us-east-1:" + ACCOUNT + ":cluster/events/0f1e2d3c-1";

    private static final List<Use> USES = shippedUses();

    private ShippedPermissions() {}

    static Permissions with(Map<String, String> more) {
        return new Permissions(PolicySettings.from(settings(more), ACCOUNT), USES, new Trust.Account());
    }

    static Settings settings(Map<String, String> more) {
        return Settings.empty()
                .with(SettingsFile.read(Path.of("application.properties")), "application.properties")
                .with(more, "the test");
    }

    private static List<Use> shippedUses() {
        try (AwsClients clients =
                new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()))) {
            return CaravanRuntime.uses(settings(Map.of()), Path.of("routes"), clients);
        }
    }
}
