package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.report.Answer;
import dev.caravan.report.Completeness;
import dev.caravan.report.QueryResult;
import dev.caravan.report.Question;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.RunKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** From the start of a run to its mail: waits until the lake is fresh, asks, and composes. Can be repeated without harm. */
public final class Drafting {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long Athena may refuse or not answer; a query's own time is limited by athena.query-timeout. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ReportDesk desk;
    private final ReportDefinition report;
    private final Map<String, String> chosen;
    private final String attempt;

    /**
     * @param chosen values of the report's choices, by name
     * @param attempt part of the query's token: another one asks anew where the same statement was asked before
     */
    public Drafting(ReportDesk desk, ReportDefinition report, Map<String, String> chosen, String attempt) {
        this.desk = requireNonNull(desk, "desk");
        this.report = requireNonNull(report, "report");
        this.chosen = Map.copyOf(chosen);
        this.attempt = requireNonNull(attempt, "attempt");
    }

    /**
     * @throws dev.caravan.report.QueryFailedException with Athena's reason
     * @throws dev.caravan.failure.AbandonedException if the work is given up meanwhile; the query goes on
     */
    public Draft draft(RunKey run, Window window, Abandonment stopped) throws Exception {
        boolean fresh = awaitFreshness(window, stopped);
        Optional<Instant> completeTo = desk.progress().completeTo();
        Optional<Duration> lag =
                completeTo.map(to -> Duration.between(to, desk.clock().instant()));
        report.crawler().ifPresent(crawler -> desk.crawling().crawl(crawler, stopped));
        if (report.onlyIf() instanceof OnlyIf.Condition condition && !isTrue(condition, run, window, stopped)) {
            return new Draft.NotWorth("the condition " + condition.sql() + " is not true");
        }
        Answer answer = ask(report.sql(), run, window, stopped);
        if (report.onlyIf() instanceof OnlyIf.Rows && !answer.result().rows().hasNext()) {
            return new Draft.NotWorth("the answer has no rows");
        }
        Completeness completeness =
                new Completeness(completeTo, lag, OptionalLong.empty(), answer.scannedBytes(), !fresh);
        return new Draft.Ready(desk.mailing()
                .reports()
                .compose(report.presentation(), window, completeness, answer.result(), desk.directory()));
    }

    /** False if it is sent although the sources are not as far as the window. */
    private boolean awaitFreshness(Window window, Abandonment stopped) {
        if (report.freshnessWait().isZero()) {
            return true;
        }
        long begin = System.nanoTime();
        while (desk.progress()
                .completeTo()
                .filter(to -> !to.isBefore(window.to()))
                .isEmpty()) {
            if (System.nanoTime() - begin > report.freshnessWait().toNanos()) {
                return false;
            }
            stopped.pause(LOOK, "waiting until the lake is complete to " + window.to());
        }
        return true;
    }

    private boolean isTrue(OnlyIf.Condition condition, RunKey run, Window window, Abandonment stopped)
            throws Exception {
        QueryResult result =
                ask(condition.statement(report.sql()), run, window, stopped).result();
        return result.rows().hasNext() && "true".equals(result.rows().next().get(0));
    }

    private Answer ask(String sql, RunKey run, Window window, Abandonment stopped) throws Exception {
        List<String> parameters = report.parameters().stream()
                .map(parameter -> parameter.literal(window, chosen))
                .toList();
        Question question = new Question(sql, parameters, Optional.of(token(run, sql, parameters)));
        Answer answer = Retry.atMost(PATIENCE, Backoff.DEFAULT)
                .untilDone("The query of report " + report.name(), stopped, () -> desk.queries()
                        .ask(question, stopped));
        desk.measures().scanned(answer.scannedBytes());
        return answer;
    }

    private String token(RunKey run, String sql, List<String> parameters) {
        String query = String.join("\n", run.report(), run.scheduled().toString(), attempt, sql) + "\n"
                + String.join("\n", parameters);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
