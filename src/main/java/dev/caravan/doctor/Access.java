package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsClients;
import dev.caravan.policy.Arns;
import dev.caravan.policy.MskCluster;
import dev.caravan.settings.Settings;
import java.util.Optional;

/**
 * How probes reach what they look at.
 *
 * @param kafka for the names of permissions, where they are IAM's
 * @param write whether one object may be written under each prefix
 */
record Access(AwsClients clients, Settings settings, Arns arns, Optional<MskCluster> kafka, boolean write) {

    Access {
        requireNonNull(clients, "clients");
        requireNonNull(settings, "settings");
        requireNonNull(arns, "arns");
        requireNonNull(kafka, "kafka");
    }
}
