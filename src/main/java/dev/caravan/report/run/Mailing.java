package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Completeness;
import dev.caravan.report.Presentation;
import dev.caravan.report.QueryResult;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.mail.Composed;
import dev.caravan.report.mail.Letter;
import dev.caravan.report.mail.Mailer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * How mails are made and sent.
 *
 * @param domain behind the {@code @} of message ids: that of the sender
 */
public record Mailing(Reports reports, Failures failures, Mailer mailer, String domain) {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Makes the mail of a run: dev.caravan.report.mail.Composer's method. */
    @FunctionalInterface
    public interface Reports {
        Composed compose(Presentation p, Window w, Completeness c, QueryResult result, Path directory);
    }

    /** Makes the letter to the owner of a report that failed: dev.caravan.report.mail.FailureLetters' method. */
    @FunctionalInterface
    public interface Failures {
        Letter failure(Presentation p, Window w, String owner, String reason, String messageId);
    }

    public Mailing {
        requireNonNull(reports, "reports");
        requireNonNull(failures, "failures");
        requireNonNull(mailer, "mailer");
        requireNonNull(domain, "domain");
    }

    /** The same for every attempt at one mail, whoever makes it: a mail server or a reader may find a second one by it. */
    public String messageId(RunKey run, String recipient) {
        String fire = COMPACT.format(run.scheduled());
        UUID hash = UUID.nameUUIDFromBytes(
                (run.report() + "\n" + fire + "\n" + run.manual() + "\n" + recipient).getBytes(StandardCharsets.UTF_8));
        return "<" + run.report() + "." + fire + "." + hash.toString().substring(0, 18) + "@" + domain + ">";
    }
}
