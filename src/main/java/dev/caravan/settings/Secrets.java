package dev.caravan.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which keys hold secrets, and which of their values are secrets rather than names of places that hold them. */
public final class Secrets {

    /** Shown instead. */
    static final String MASK = "******";

    private static final Pattern AWS_CREDENTIAL =
            Pattern.compile(".*(secret.?key|access.?key|session.?token|secret.?access).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passphrase|secret|token|api.?key|jaas.?config|keystore.?key)\\]?"
                    + "|(kafka\\.client|camel\\.component\\.kafka(-batch)?)\\..*(password|secret).*",
            Pattern.CASE_INSENSITIVE);

    /** {@code {{env:NAME}}} and the like without a default, or {@code ${...}} of one of Kafka's config providers. */
    private static final Pattern NAMED = Pattern.compile("\\{\\{(env:[^:{}]+|file:[^{}]+|aws:[^:{}]+)}}|\\$\\{[^{}]+}");

    private Secrets() {}

    /** Whether the value of this key is never shown. */
    public static boolean isSecret(String key) {
        return isAwsCredential(key)
                || SECRET.matcher(key).matches()
                || Definitions.find(key)
                        .filter(definition -> definition.type() == ValueType.SECRET)
                        .isPresent();
    }

    /** AWS's own, which come from its default chain and are no settings at all. */
    static boolean isAwsCredential(String key) {
        return AWS_CREDENTIAL.matcher(key).matches();
    }

    /** Whether the value only says where a secret is, so that it may be shown. */
    static boolean isNamed(String value) {
        return NAMED.matcher(value).matches();
    }

    /**
     * Why the value must not stand where it does; empty if it may.
     *
     * @param value as it is written
     */
    static Optional<String> problem(String key, String value, Origin origin) {
        boolean readByOthers = origin.isFile() || origin.equals(Origin.COMMAND_LINE);
        if (readByOthers && isAwsCredential(key)) {
            return Optional.of("holds a credential. Remove it; credentials come from AWS's default chain (environment,"
                    + " profile, role)");
        }
        // A login may name its password only, between other words.
        if (readByOthers
                && isSecret(key)
                && !value.isBlank()
                && !NAMED.matcher(value).find()) {
            return Optional.of("holds a secret. Write {{env:NAME}} or {{file:/path}} instead, or leave it empty and set"
                    + " the environment variable " + Settings.variable(key));
        }
        return Optional.empty();
    }
}
