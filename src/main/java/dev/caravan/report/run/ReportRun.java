package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.QueryFailedException;
import dev.caravan.report.QueryResult;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.mail.Composed;
import dev.caravan.report.mail.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a report for those of its recipients whose mails are still to be sent. */
public final class ReportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRun.class);

    private final ReportDesk desk;
    private final ReportDefinition report;
    private final ReportLedger ledger;
    private final Post post;

    public ReportRun(ReportDesk desk, ReportDefinition report) {
        this.desk = requireNonNull(desk, "desk");
        this.report = requireNonNull(report, "report");
        this.ledger = desk.ledger();
        this.post = new Post(ledger, desk.mailing().mailer());
    }

    /**
     * Claims the mails of a run and sends them. Where somebody else works on the first that is open, nothing is done.
     *
     * @param window for mails that are not in the ledger yet
     * @param drafting makes the mail
     * @throws AbandonedException if the work is given up: what is not sent is released
     */
    public RunOutcome run(RunKey run, Window window, List<String> recipients, Drafting drafting, Abandonment stopped) {
        List<Row> rows = new ArrayList<>();
        List<Row> mine = new ArrayList<>();
        for (String recipient : recipients) {
            Row row = ledger.claim(run, recipient, window);
            rows.add(row);
            if (ledger.isMine(row)) {
                mine.add(row);
            } else if (mine.isEmpty() && !row.delivery().isSettled()) {
                // Whoever has the first open one does the others too.
                break;
            }
        }
        return mine.isEmpty() ? notMine(run, window, rows, stopped) : work(rows, mine, drafting, stopped);
    }

    /** Whoever died over it can tell nobody. */
    private RunOutcome notMine(RunKey run, Window window, List<Row> rows, Abandonment stopped) {
        RunOutcome outcome = outcome(run, window, false, rows, Optional.empty());
        if (outcome.state().equals("uncertain")) {
            try (Leases leases = new Leases(ledger, report.name())) {
                if (tellOwner(outcome, leases, stopped)) {
                    desk.measures().reported(report.name(), outcome.state());
                    return outcome(run, window, true, rows, Optional.empty());
                }
            }
        }
        return outcome;
    }

    /** Sends once more what was claimed again on request. */
    public RunOutcome again(List<Row> reclaimed, Drafting drafting, Abandonment stopped) {
        return work(reclaimed, reclaimed, drafting, stopped);
    }

    private RunOutcome work(List<Row> rows, List<Row> mine, Drafting drafting, Abandonment stopped) {
        RunKey run = mine.get(0).run();
        // Of a run that was taken over: the window that its first owner had.
        Window window = mine.get(0).window();
        RunOutcome outcome;
        try (Leases leases = new Leases(ledger, report.name())) {
            mine.forEach(leases::keep);
            outcome = worked(rows, mine, run, window, drafting, leases, stopped);
            if (outcome.state().equals("failed") || outcome.state().equals("uncertain")) {
                tellOwner(outcome, leases, stopped);
            }
        }
        desk.measures().reported(report.name(), outcome.state());
        return outcome;
    }

    private RunOutcome worked(
            List<Row> rows,
            List<Row> mine,
            RunKey run,
            Window window,
            Drafting drafting,
            Leases leases,
            Abandonment stopped) {
        try {
            Draft draft = drafting.draft(run, window, stopped);
            if (draft instanceof Draft.NotWorth not) {
                return settled(rows, mine, run, window, new Delivery.Skipped(not.reason()), leases);
            }
            try (Composed mail = ((Draft.Ready) draft).mail()) {
                List<Row> sent = new ArrayList<>();
                for (Row row : mine) {
                    Letter letter = mail.letter(row.recipient(), desk.mailing().messageId(run, row.recipient()));
                    Row end = post.send(row, letter, mail.rows(), stopped);
                    leases.settled(end);
                    sent.add(end);
                }
                return outcome(run, window, true, with(rows, sent), Optional.of(mail));
            }
        } catch (AbandonedException e) {
            throw e;
        } catch (QueryFailedException | PermanentException | RetryableException e) {
            return settled(rows, mine, run, window, new Delivery.Failed(String.valueOf(e.getMessage())), leases);
        } catch (Exception e) {
            LOG.error("Report {} of {} failed in a way that nobody has thought of", report.name(), run.scheduled(), e);
            return settled(rows, mine, run, window, new Delivery.Failed(e.toString()), leases);
        }
    }

    /** The same end for all that are not sent. */
    private RunOutcome settled(List<Row> rows, List<Row> mine, RunKey run, Window window, Delivery end, Leases leases) {
        List<Row> ends = new ArrayList<>();
        for (Row row : mine) {
            ledger.settle(row, end)
                    .or(() -> ledger.table().find(row.run(), row.recipient()))
                    .ifPresent(ends::add);
            leases.settled(row);
        }
        return outcome(run, window, true, with(rows, ends), Optional.empty());
    }

    private static List<Row> with(List<Row> rows, List<Row> changed) {
        Map<String, Row> byRecipient = changed.stream().collect(Collectors.toMap(Row::recipient, Function.identity()));
        return rows.stream()
                .map(row -> byRecipient.getOrDefault(row.recipient(), row))
                .toList();
    }

    /** Once for each run, with the reasons; false if it was done before, or is another's to do. */
    private boolean tellOwner(RunOutcome outcome, Leases leases, Abandonment stopped) {
        Row row = ledger.claim(outcome.run(), Row.OWNER + report.owner(), outcome.window());
        if (!ledger.isMine(row)) {
            return false;
        }
        LOG.error("{}", outcome);
        leases.keep(row);
        Letter letter = desk.mailing()
                .failures()
                .failure(
                        report.presentation(),
                        outcome.window(),
                        report.owner(),
                        reasons(outcome),
                        desk.mailing().messageId(outcome.run(), row.recipient()));
        Row end = post.send(row, letter, 0, stopped);
        leases.settled(end);
        if (!(end.delivery() instanceof Delivery.Sent)) {
            LOG.error(
                    "{}, the owner of report {}, could not be told of it: {}",
                    report.owner(),
                    report.name(),
                    end.delivery().reason());
        }
        return true;
    }

    /** A reason that all share once, others with the recipients that they are about. */
    private static String reasons(RunOutcome outcome) {
        List<Row> bad = outcome.mails().stream()
                .filter(mail ->
                        mail.delivery() instanceof Delivery.Failed || mail.delivery() instanceof Delivery.Uncertain)
                .toList();
        boolean shared = bad.size() == outcome.mails().size()
                && bad.stream().map(Row::delivery).distinct().count() == 1;
        return shared
                ? bad.get(0).delivery().reason()
                : bad.stream()
                        .map(mail -> mail.recipient() + ": " + mail.delivery().state() + ": "
                                + mail.delivery().reason())
                        .collect(Collectors.joining("\n"));
    }

    private static RunOutcome outcome(
            RunKey run, Window window, boolean done, List<Row> rows, Optional<Composed> mail) {
        return new RunOutcome(
                run,
                window,
                done,
                rows,
                mail.map(Composed::columns).orElse(List.<QueryResult.Column>of()),
                mail.map(Composed::topRows).orElse(List.of()),
                mail.map(Composed::rows).orElse(0L));
    }
}
