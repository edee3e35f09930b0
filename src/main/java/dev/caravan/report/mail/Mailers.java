package dev.caravan.report.mail;

import dev.caravan.settings.Settings;
import java.nio.file.Path;
import software.amazon.awssdk.services.ses.SesClient;

/** The mailer that the settings ask for. */
public final class Mailers {

    private Mailers() {}

    /**
     * Does not connect yet.
     *
     * @param ses used with {@code mail.transport=ses} only; must not repeat calls by itself
     * @throws dev.caravan.settings.SettingsException with what is missing or cannot be
     */
    public static Mailer from(Settings settings, SesClient ses) {
        Sender sender = Sender.from(settings);
        Mailer mailer = settings.get("mail.transport").equals("ses")
                ? new SesMailer(sender, ses)
                : new SmtpMailer(sender, SmtpSettings.from(settings));
        return settings.find("mail.keep")
                .<Mailer>map(directory -> new KeptMails(Path.of(directory), mailer))
                .orElse(mailer);
    }
}
