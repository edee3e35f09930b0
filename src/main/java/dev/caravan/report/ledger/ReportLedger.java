package dev.caravan.report.ledger;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The ledger, as one process writes it. Thread-safe. Every call throws {@link dev.caravan.failure.PermanentException}, or
 * {@link dev.caravan.failure.RetryableException} when DynamoDB has not answered for half a minute.
 */
public final class ReportLedger {

    /** The table's key attributes, both strings. */
    public static final String PARTITION_KEY = "report";

    public static final String SORT_KEY = "entry";

    /** In the place of a recipient, of fire times that had no mail. */
    public static final String NOBODY = "-";

    private static final int ATTEMPTS = 5;

    private final LedgerTable table;
    private final Clock clock;
    private final String owner;
    private final Duration lease;

    /**
     * @param owner of what is claimed here: another for each process, and for each start of one
     * @param lease after which others may take what was claimed and not renewed
     */
    public ReportLedger(LedgerTable table, Clock clock, String owner, Duration lease) {
        this.table = requireNonNull(table, "table");
        this.clock = requireNonNull(clock, "clock");
        this.owner = requireNonNull(owner, "owner");
        this.lease = requireNonNull(lease, "lease");
    }

    /** What is claimed, not renewed and not released is another's after this time. */
    public Duration lease() {
        return lease;
    }

    /**
     * Claims one mail, unless somebody works on it or it is settled. One that somebody died over while sending becomes
     * uncertain here.
     *
     * @param window for a row that is not there yet; one that is there keeps its own
     * @return the row as it is now; {@link #isMine} says whether it is claimed
     */
    public Row claim(RunKey run, String recipient, Window window) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Row> found = table.find(run, recipient);
            if (found.isEmpty()) {
                Row row = row(run, recipient, window, claimed());
                if (table.create(row)) {
                    return row;
                }
            } else {
                Row row = found.get();
                if (!isFree(row)) {
                    return row;
                }
                Delivery next = row.delivery() instanceof Delivery.Sending sending
                        ? new Delivery.Uncertain("the process that was sending it (" + sending.owner()
                                + ") ended before the mail server had answered, or before it could write it down")
                        : claimed();
                Row changed = row(row.run(), recipient, row.window(), next);
                if (table.replace(row, changed)) {
                    return changed;
                }
            }
        }
        throw new IllegalStateException("The row " + Items.entry(run, recipient) + " of the reports' ledger " + table
                + " changed " + ATTEMPTS + " times while it was to be claimed");
    }

    /** Whether somebody else may take what nobody has settled. */
    private boolean isFree(Row row) {
        if (row.delivery() instanceof Delivery.Claimed claimed) {
            return claimed.owner().equals(owner) || isOver(claimed.leaseUntil());
        }
        return row.delivery() instanceof Delivery.Sending sending && isOver(sending.leaseUntil());
    }

    private boolean isOver(Instant until) {
        return !clock.instant().isBefore(until);
    }

    /** Whether this process has claimed it. */
    public boolean isMine(Row row) {
        return row.delivery() instanceof Delivery.Claimed claimed
                && claimed.owner().equals(owner);
    }

    /**
     * Claims once more what is settled, because somebody asks for it.
     *
     * @return empty if it has changed meanwhile
     */
    public Optional<Row> reclaim(Row settled) {
        Row row = row(settled.run(), settled.recipient(), settled.window(), claimed());
        return table.replace(settled, row) ? Optional.of(row) : Optional.empty();
    }

    /**
     * To be called before the mail server is: from here on nobody else sends it.
     *
     * @param mine claimed by this process
     * @return empty if it is somebody else's by now
     */
    public Optional<Row> sending(Row mine) {
        return moved(mine, new Delivery.Sending(owner, leaseEnd()));
    }

    /** The mail server has certainly not taken it, and is to be asked again. */
    public Optional<Row> notSent(Row sending) {
        return moved(sending, claimed());
    }

    private Optional<Row> moved(Row from, Delivery to) {
        Row row = row(from.run(), from.recipient(), from.window(), to);
        return table.replaceOwned(from, row, owner) ? Optional.of(row) : Optional.empty();
    }

    /**
     * Writes down how it ended. What is known to be sent is written over what another process held for uncertain.
     *
     * @param mine as it was last written here
     * @return empty if it is somebody else's by now, or in another state: what may have been sent never becomes failed
     */
    public Optional<Row> settle(Row mine, Delivery end) {
        Row row = row(mine.run(), mine.recipient(), mine.window(), end);
        boolean written =
                end instanceof Delivery.Sent ? table.replaceSending(row, owner) : table.replaceOwned(mine, row, owner);
        return written ? Optional.of(row) : Optional.empty();
    }

    /** Of a fire time that has no mail for anybody. */
    public void skip(RunKey run, Window window, String reason) {
        table.create(row(run, NOBODY, window, new Delivery.Skipped(reason)));
    }

    /** @return false if it is somebody else's by now, or settled */
    public boolean renew(Row mine) {
        return table.lease(mine, owner, leaseEnd());
    }

    /** Lets others, or the next start, take it at once. */
    public void release(Row mine) {
        table.lease(mine, owner, clock.instant());
    }

    /** For those who look only. */
    public LedgerTable table() {
        return table;
    }

    private Delivery claimed() {
        return new Delivery.Claimed(owner, leaseEnd());
    }

    private Instant leaseEnd() {
        return clock.instant().plus(lease);
    }

    private Row row(RunKey run, String recipient, Window window, Delivery delivery) {
        return new Row(run, recipient, window, delivery, clock.instant());
    }
}
