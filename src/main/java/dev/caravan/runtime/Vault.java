package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.aws.secretsmanager.SecretsManagerPropertiesFunction;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;

/**
 * AWS Secrets Manager, for the values that Caravan reads itself: {@code {{aws:NAME}}} means there what it means in
 * routes, since Camel's own function looks it up. Each secret is asked for once.
 */
public final class Vault {

    private static final String CONFIGURATION = "camel.vault.aws.";

    /** How to reach the vault cannot be in the vault. */
    private final Settings settings;

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    private Vault(Settings settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    /** The same settings; the vault is asked when somebody asks for a value that names one of its secrets. */
    public static Settings behind(Settings settings) {
        return settings.withVault(new Vault(settings)::secret);
    }

    private String secret(String name) {
        return secrets.computeIfAbsent(name, this::lookedUp);
    }

    private String lookedUp(String name) {
        try (DefaultCamelContext context = new DefaultCamelContext();
                SecretsManagerPropertiesFunction function = new SecretsManagerPropertiesFunction()) {
            PropertyBindingSupport.bindProperties(
                    context, context.getVaultConfiguration().aws(), configuration());
            function.setCamelContext(context);
            function.start();
            return function.apply(name);
        } catch (Exception e) {
            throw new SettingsException("the secret " + name.replaceFirst(":.*", "")
                    + " of AWS Secrets Manager cannot be read: " + reason(e)
                    + ". Correct its name, the region or the permissions, or write {{env:NAME}} or {{file:/path}}");
        }
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>();
        settings.asMap().forEach((key, value) -> {
            if (key.startsWith(CONFIGURATION) && !value.isEmpty()) {
                configuration.put(StringHelper.dashToCamelCase(key.substring(CONFIGURATION.length())), value);
            }
        });
        return configuration;
    }

    /** What AWS says, without what Camel says around it. */
    private static String reason(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
