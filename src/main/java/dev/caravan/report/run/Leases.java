package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.ledger.Row;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a run has claimed while it works, on a thread of its own; closing it releases what is not settled. */
final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final ReportLedger ledger;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;

    Leases(ReportLedger ledger, String report) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread renewing = new Thread(work, "caravan-report-lease-" + report);
            renewing.setDaemon(true);
            return renewing;
        });
        long third = ledger.lease().toMillis() / 3;
        var unused = thread.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    /** To be kept from now on. */
    void keep(Row mine) {
        rows.put(mine.recipient(), mine);
    }

    /** Needs no lease any more. */
    void settled(Row row) {
        rows.remove(row.recipient());
    }

    private void renew() {
        rows.values().removeIf(row -> !isKept(row));
    }

    private boolean isKept(Row row) {
        try {
            return ledger.renew(row);
        } catch (RetryableException | PermanentException e) {
            // Every later write is conditional: whoever has taken the row meanwhile has it alone.
            LOG.warn("The lease of {} to {} could not be renewed: {}", row.run(), row.recipient(), e.getMessage());
            return true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        rows.values().forEach(ledger::release);
    }
}
