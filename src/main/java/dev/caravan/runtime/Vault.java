package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.aws.SecretStore;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.settings.SecretName;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS Secrets Manager, for {@code {{aws:NAME}}} in settings and in routes. Each secret is asked for once; while it does not
 * answer, it is asked again for 20 s.
 */
public final class Vault {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Settings settings;
    private final Retry retry;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    private Vault(Settings settings, Retry retry) {
        this.settings = requireNonNull(settings, "settings");
        this.retry = requireNonNull(retry, "retry");
    }

    /**
     * The same settings; the vault is asked when somebody asks for a value that names one of its secrets. That throws a
     * {@link SettingsException} if there is none or it may not be read, and {@link RetryableException} in an outage.
     */
    public static Settings behind(Settings settings) {
        return behind(settings, Retry.atMost(LONGEST, Backoff.DEFAULT));
    }

    static Settings behind(Settings settings, Retry retry) {
        return settings.withVault(new Vault(settings, retry)::secret);
    }

    private String secret(String text) {
        return secrets.computeIfAbsent(text, name -> lookedUp(SecretName.parse(name)));
    }

    private String lookedUp(SecretName name) {
        try (SecretStore store = VaultSettings.open(settings)) {
            String what = "Reading the secret " + name.id() + " of AWS Secrets Manager";
            return retry.untilDone(what, new Abandonment(), () -> store.find(name.id(), name.version()))
                    .flatMap(secret -> part(name, secret))
                    .or(name::fallback)
                    .orElseThrow(() -> unreadable(name, "there is no such secret, version or field"));
        } catch (PermanentException e) {
            throw unreadable(name, e.getMessage());
        } catch (RetryableException e) {
            throw new RetryableException(
                    "AWS Secrets Manager did not hand out the secret " + name.id() + " in time: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Reading the secret " + name.id() + " failed", e);
        }
    }

    private static Optional<String> part(SecretName name, String secret) {
        if (name.field().isEmpty()) {
            return Optional.of(secret).filter(text -> !text.isEmpty());
        }
        try {
            JsonNode field = JSON.readTree(secret).path(name.field().get());
            return Optional.of(field.asText()).filter(text -> !text.isEmpty());
        } catch (JsonProcessingException e) {
            // Not as its cause: that quotes the secret.
            throw unreadable(name, "it is no JSON object, and a field of it is asked for");
        }
    }

    private static SettingsException unreadable(SecretName name, String why) {
        return new SettingsException("the secret " + name.id() + " of AWS Secrets Manager cannot be read: "
                + why.replaceFirst("\\.$", "")
                + ". Correct its name, the region or the permissions, or write {{env:NAME}} or {{file:/path}}");
    }
}
