package dev.caravan.runtime;

import dev.caravan.aws.SecretStore;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.StringHelper;
import software.amazon.awssdk.regions.Region;

/** {@code camel.vault.aws.*}: how to reach AWS Secrets Manager, in Camel's words. */
public final class VaultSettings {

    private static final String PREFIX = "camel.vault.aws.";

    private VaultSettings() {}

    /** @throws SettingsException if no credentials are chosen, or no region */
    public static SecretStore open(Settings settings) {
        Map<String, String> vault = new HashMap<>();
        // How to reach the vault cannot be in the vault.
        settings.asMap().forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !value.isEmpty()) {
                vault.put(StringHelper.dashToCamelCase(key.substring(PREFIX.length())), value);
            }
        });
        boolean byProfile = isOn(vault, "profileCredentialsProvider");
        if (!byProfile && !isOn(vault, "defaultCredentialsProvider")) {
            throw new SettingsException("the vault has no credentials: set " + PREFIX
                    + "default-credentials-provider=true for AWS's default chain");
        }
        String region = Optional.ofNullable(vault.get("region"))
                .orElseThrow(() -> new SettingsException("the vault has no region: set " + PREFIX + "region"));
        Optional<URI> endpoint = Optional.ofNullable(vault.get("uriEndpointOverride"))
                .filter(address -> isOn(vault, "overrideEndpoint"))
                .map(URI::create);
        return new SecretStore(
                Region.of(region),
                endpoint,
                byProfile ? Optional.of(vault.getOrDefault("profileName", "default")) : Optional.empty());
    }

    private static boolean isOn(Map<String, String> vault, String key) {
        return Boolean.parseBoolean(vault.get(key));
    }
}
