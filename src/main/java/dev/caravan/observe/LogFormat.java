package dev.caravan.observe;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * {@code logging.format}. The log is there before the settings are: it begins as the environment variable
 * {@code LOGGING_FORMAT} says, and goes on as the setting does.
 */
public enum LogFormat {
    /** A line for a person. */
    TEXT,
    /** A JSON object a line, with the fields of the Elastic Common Schema. */
    JSON;

    private static final String KEY = "logging.format";
    /** What logback.xml chooses its appenders by. */
    private static final String PROPERTY = "caravan.log.format";

    /** Before anything is logged: what logback.xml shows besides. */
    public static void begin() {
        System.setProperty("caravan.version", ProductVersion.text());
    }

    /** @throws SettingsException if the setting is neither of them */
    public static LogFormat of(Settings settings) {
        Optional<String> text = settings.find(KEY);
        for (LogFormat format : values()) {
            if (text.orElse("text").equals(format.word())) {
                return format;
            }
        }
        throw new SettingsException("Setting " + KEY + " = " + text.orElseThrow() + " (" + settings.origin(KEY)
                + "): expected text or json");
    }

    /**
     * From now on; while there is one thread, since what others log meanwhile is lost. A log that somebody has configured
     * otherwise stays as it is.
     */
    public void apply() {
        LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
        String now = log.getProperty(PROPERTY);
        if (now == null || now.equals(word())) {
            return;
        }
        System.setProperty(PROPERTY, word());
        log.reset();
        try {
            new ContextInitializer(log).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException("The log cannot be set up as " + word() + ": " + e.getMessage(), e);
        }
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
