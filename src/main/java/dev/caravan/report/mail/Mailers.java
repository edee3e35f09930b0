package dev.caravan.report.mail;

import dev.caravan.settings.Settings;
import software.amazon.awssdk.services.ses.SesClient;

/** The mailer that the settings ask for. */
public final class Mailers {

    private Mailers() {}

    /**
     * Does not connect yet.
     *
     * @param ses used with {@code mail.transport=ses} only
     * @throws dev.caravan.settings.SettingsException with what is missing or cannot be
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Mailer from(Settings settings, SesClient ses) {
        throw new UnsupportedOperationException("to come");
    }
}
