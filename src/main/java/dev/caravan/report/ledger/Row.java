package dev.caravan.report.ledger;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Window;
import java.time.Instant;

/**
 * One row of the ledger.
 *
 * @param recipient an address; {@link #OWNER} and an address for the letter that says why a report failed
 * @param window that the mail covers
 * @param updated when its state last changed
 */
public record Row(RunKey run, String recipient, Window window, Delivery delivery, Instant updated) {

    /** Stands before the address of who is told of a failure, whose letter is another than that of a recipient. */
    public static final String OWNER = "owner:";

    public Row {
        requireNonNull(run, "run");
        requireNonNull(recipient, "recipient");
        requireNonNull(window, "window");
        requireNonNull(delivery, "delivery");
        requireNonNull(updated, "updated");
    }

    /** Whether it is a recipient's mail, and not a letter about a failure. */
    public boolean isReport() {
        return !recipient.startsWith(OWNER);
    }
}
