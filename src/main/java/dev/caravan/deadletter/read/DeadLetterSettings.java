package dev.caravan.deadletter.read;

import static java.util.Objects.requireNonNull;

import dev.caravan.object.Prefix;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;

/** {@code dead-letters.bucket} and {@code dead-letters.prefix}: where dead letters lie. */
public record DeadLetterSettings(String bucket, Prefix prefix) {

    public DeadLetterSettings {
        requireNonNull(bucket, "bucket");
        requireNonNull(prefix, "prefix");
    }

    /** @throws SettingsException without a bucket, or with a prefix that is none */
    public static DeadLetterSettings from(Settings settings) {
        String key = "dead-letters.prefix";
        String prefix = settings.find(key).orElse("");
        try {
            return new DeadLetterSettings(settings.get("dead-letters.bucket"), new Prefix(prefix));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "Setting " + key + " = " + prefix + " (" + settings.origin(key) + "): " + e.getMessage());
        }
    }

    /**
     * Where replays are written down: {@code ledger-of-NAME/} beside the dead letters' own folder {@code NAME/}. No prefix
     * of the one begins the other, so that no crawler or listing of dead letters meets it.
     */
    public Prefix ledger() {
        String folders = prefix.value().isEmpty() ? "dead-letters/" : prefix.value();
        int name = folders.lastIndexOf('/', folders.length() - 2) + 1;
        return new Prefix(folders.substring(0, name) + "ledger-of-" + folders.substring(name));
    }

    /** {@code s3://BUCKET/KEY}, as in messages. */
    public String location(String key) {
        return "s3://" + bucket + "/" + key;
    }
}
