package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.mail.Letter;
import dev.caravan.report.mail.Mailer;
import dev.caravan.report.mail.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one letter: the ledger says so before the mail server is asked, and what came of it afterwards. */
final class Post {

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    /** Mail servers want to be asked again after minutes rather than seconds. */
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> ThreadLocalRandom.current()
                    .nextDouble());

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ReportLedger ledger;
    private final Mailer mailer;

    Post(ReportLedger ledger, Mailer mailer) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.mailer = requireNonNull(mailer, "mailer");
    }

    /**
     * Sends it, unless the row is somebody else's by now.
     *
     * @param mine claimed by this process
     * @param rows of the answer
     * @return the row in the end, as far as this process knows
     * @throws dev.caravan.failure.AbandonedException between two attempts: the letter was not sent, the row is claimed
     */
    Row send(Row mine, Letter letter, long rows, Abandonment stopped) {
        Row claimed = mine;
        long begin = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            stopped.check("sending " + letter.messageId());
            Optional<Row> sending = ledger.sending(claimed);
            if (sending.isEmpty()) {
                LOG.warn("Not sent, since another process has it: {} to {}", letter.messageId(), letter.recipient());
                return claimed;
            }
            Optional<RetryableException> notYet = Optional.empty();
            Delivery end;
            try {
                mailer.send(letter);
                end = new Delivery.Sent(letter.messageId(), rows);
            } catch (RetryableException e) {
                notYet = Optional.of(e);
                end = new Delivery.Failed(e.getMessage());
            } catch (RefusedException e) {
                end = new Delivery.Failed(e.getMessage());
            } catch (RuntimeException e) {
                // An UncertainException, or one that nobody has thought of: the letter may have gone out.
                LOG.error("Nobody knows whether {} to {} was sent", letter.messageId(), letter.recipient(), e);
                end = new Delivery.Uncertain(String.valueOf(e.getMessage()));
            }
            if (notYet.isEmpty() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                return ledger.settle(sending.get(), end).orElse(sending.get());
            }
            claimed = ledger.notSent(sending.get()).orElse(sending.get());
            stopped.pauseAfter(notYet.get(), BACKOFF.delay(attempt), "sending " + letter.messageId());
        }
    }
}
