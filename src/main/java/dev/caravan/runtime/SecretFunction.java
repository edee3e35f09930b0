package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.SettingsException;
import java.util.function.UnaryOperator;
import org.apache.camel.spi.PropertiesFunction;

/**
 * {@code {{file:/path}}} and {@code {{aws:NAME}}} in routes and in Camel's own settings, with the meaning that they have in
 * all others.
 *
 * @param name before the colon
 * @param what it reads, for a message: {@code file}
 * @param secrets by what stands behind the colon
 */
record SecretFunction(String name, String what, UnaryOperator<String> secrets) implements PropertiesFunction {

    SecretFunction {
        requireNonNull(name, "name");
        requireNonNull(what, "what");
        requireNonNull(secrets, "secrets");
    }

    @Override
    public String getName() {
        return name;
    }

    /** @throws SettingsException if the secret cannot be read, or holds what Camel would take for a placeholder */
    @Override
    public String apply(String key) {
        String text = secrets.apply(key);
        // Camel would look for what the text names, and print the text when it does not find it.
        if (text.contains("{{") || text.contains("}}")) {
            throw new SettingsException(
                    "the " + what + " " + key + " has {{ or }} in it, which Camel takes for a placeholder");
        }
        return text;
    }
}
