package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * QuickSight's data source: Athena.
 *
 * @param name also its id: letters, digits, {@code _} and {@code -}
 * @param workGroup of its queries
 * @param principal ARN of the user or group of QuickSight that owns what is made; empty where it is only to be removed
 */
public record ChartSource(String name, String workGroup, Optional<String> principal) implements OnRequest {

    public ChartSource {
        requireNonNull(name, "name");
        requireNonNull(workGroup, "workGroup");
        requireNonNull(principal, "principal");
    }

    /** Of all parts of a deployment's chart: ids of QuickSight's analyses have no dots. */
    public static String nameOf(String deployment) {
        return deployment.replace('.', '-');
    }

    @Override
    public String kind() {
        return "data source";
    }

    @Override
    public String wanted() {
        return "QuickSight's, of Athena's work group " + workGroup
                + principal.map(owner -> ", for " + owner).orElse("");
    }
}
