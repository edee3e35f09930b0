package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Window;
import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.schedule.Missed;
import dev.caravan.report.schedule.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which runs of a report are to be done, by its schedule and the ledger, and which time each of them covers. */
public final class DueRuns {

    /** What is still open is looked for so far back; nobody works on anything for longer. */
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    private static final Duration A_DAY = Duration.ofDays(1);

    private final ReportDefinition report;
    private final ReportLedger ledger;
    private final Clock clock;

    public DueRuns(ReportDefinition report, ReportLedger ledger, Clock clock) {
        this.report = requireNonNull(report, "report");
        this.ledger = requireNonNull(ledger, "ledger");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Runs that somebody left open, and fire times that are due, oldest first. A report that the ledger does not know yet
     * is written down in it, so that the first fire time can be missed and caught up as any other.
     */
    public List<RunKey> look() {
        Instant now = clock.instant();
        List<Row> recent = ledger.table()
                .newest(report.name())
                .takeWhile(row -> row.run().scheduled().isAfter(now.minus(LOOK_BACK)))
                .toList();
        List<Row> open = recent.stream()
                .filter(row -> row.isReport() && !row.delivery().isSettled())
                .toList();
        open.stream().filter(row -> row.run().manual()).forEach(this::giveUp);
        Stream<RunKey> due = report.schedule().stream().flatMap(schedule -> due(schedule, recent, now));
        return Stream.concat(open.stream().map(Row::run).filter(run -> !run.manual()), due)
                .distinct()
                .sorted((one, other) -> one.scheduled().compareTo(other.scheduled()))
                .toList();
    }

    private Stream<RunKey> due(Schedule schedule, List<Row> recent, Instant now) {
        Optional<Instant> settled =
                newestFire(recent.stream()).or(() -> newestFire(ledger.table().newest(report.name())));
        if (settled.isEmpty()) {
            skip(now, "the report is known from here on");
            return Stream.empty();
        }
        Missed.Due due = report.missed().due(schedule, settled.get(), now);
        if (due.run().isEmpty()) {
            due.skipped().ifPresent(fire -> skip(fire, "no process ran the report at its time"));
        }
        return due.run().stream().map(fire -> RunKey.of(report.name(), fire));
    }

    private static Optional<Instant> newestFire(Stream<Row> rows) {
        return rows.map(Row::run)
                .filter(run -> !run.manual())
                .map(RunKey::scheduled)
                .findFirst();
    }

    /** Of a run by hand: nobody takes it over, since whoever asked has seen it end. */
    private void giveUp(Row open) {
        Row row = ledger.claim(open.run(), open.recipient(), open.window());
        if (ledger.isMine(row)) {
            ledger.settle(row, new Delivery.Failed("the command that ran it ended before it was sent"));
        }
    }

    private void skip(Instant fire, String reason) {
        ledger.skip(RunKey.of(report.name(), fire), new Window(fire.minusSeconds(1), fire), reason);
    }

    /**
     * From the end of the last window that was sent to the fire time, so that no mail leaves anything out, however many
     * were missed or failed. The first one begins at the fire time before.
     */
    public Window window(RunKey run) {
        Instant to = run.scheduled();
        return ledger.table()
                .newest(report.name())
                .filter(row -> !row.run().manual() && row.delivery() instanceof Delivery.Sent)
                .filter(Row::isReport)
                .map(row -> row.window().to())
                .filter(end -> end.isBefore(to))
                .findFirst()
                .map(end -> new Window(end, to))
                .orElseGet(() -> new Window(before(to), to));
    }

    /** As long as from one fire time to the next, and up to now: for a run that somebody asks for. */
    public Window windowUpTo(Instant now) {
        Optional<Instant> last = report.schedule().flatMap(schedule -> schedule.previous(now));
        Duration period = last.map(fire -> Duration.between(before(fire), fire)).orElse(A_DAY);
        return new Window(now.minus(period), now);
    }

    private Instant before(Instant fire) {
        return report.schedule().flatMap(schedule -> schedule.previous(fire)).orElseGet(() -> fire.minus(A_DAY));
    }
}
