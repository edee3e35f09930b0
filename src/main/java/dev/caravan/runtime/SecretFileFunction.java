package dev.caravan.runtime;

import dev.caravan.settings.SecretFile;
import dev.caravan.settings.SettingsException;
import org.apache.camel.spi.PropertiesFunction;

/** {@code {{file:/path}}} in routes and in Camel's own settings, with the meaning that it has in all others. */
final class SecretFileFunction implements PropertiesFunction {

    @Override
    public String getName() {
        return "file";
    }

    /** @throws SettingsException if the file cannot be read, or holds what Camel would take for a placeholder */
    @Override
    public String apply(String path) {
        String text = SecretFile.read(path);
        // Camel would look for what the text names, and print the text when it does not find it.
        if (text.contains("{{") || text.contains("}}")) {
            throw new SettingsException(
                    "the file " + path + " has {{ or }} in it, which Camel takes for a placeholder");
        }
        return text;
    }
}
