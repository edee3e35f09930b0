package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.QueryResult;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.ledger.RunKey;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param done whether this process has ended it, and not another one before
 * @param mails the ledger's rows of it, one for each recipient
 * @param columns of the answer; none if there was no answer
 * @param topRows the first rows of the answer, as in the mail
 * @param totalRows of the whole answer
 */
public record RunOutcome(
        RunKey run,
        Window window,
        boolean done,
        List<Row> mails,
        List<QueryResult.Column> columns,
        List<List<String>> topRows,
        long totalRows) {

    public RunOutcome {
        requireNonNull(run, "run");
        requireNonNull(window, "window");
        mails = List.copyOf(mails);
        columns = List.copyOf(columns);
        topRows = List.copyOf(topRows);
    }

    /** The worst of its mails in the ledger's words: uncertain, failed, claimed by somebody, sent, skipped. */
    public String state() {
        return List.of("uncertain", "failed", "sending", "claimed", "sent", "skipped").stream()
                .filter(state ->
                        mails.stream().anyMatch(mail -> mail.delivery().state().equals(state)))
                .findFirst()
                .orElse("skipped");
    }

    /** Whether nothing more comes of it by itself. */
    public boolean isSettled() {
        return mails.stream().allMatch(mail -> mail.delivery().isSettled());
    }

    /** Why it is so, each reason once; empty where all is well. */
    public String reason() {
        return mails.stream()
                .map(mail -> mail.delivery().reason())
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** One line for the log. */
    @Override
    public String toString() {
        String counts = mails.stream()
                .collect(Collectors.groupingBy(
                        mail -> mail.delivery().state(), java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return "Report " + run.report() + " of " + window.from() + " to " + window.to() + ": " + counts + ", "
                + totalRows + " rows" + (reason().isEmpty() ? "" : ": " + reason());
    }
}
