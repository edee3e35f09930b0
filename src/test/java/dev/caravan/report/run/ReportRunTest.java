package dev.caravan.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.LedgerRig;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.mail.Letter;
import dev.caravan.report.mail.RefusedException;
import dev.caravan.report.mail.UncertainException;
import dev.caravan.report.schedule.Missed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On DynamoDB Local and Athena's engine; each test has a report of its own. */
@Timeout(120)
class ReportRunTest {

    private static final Window WINDOW = new Window(ReportRig.FIRE.minusSeconds(3600), ReportRig.FIRE);
    private static final OnlyIf ALWAYS = new OnlyIf.Always();

    private static String table;

    private final ReportRig rig = ReportRig.on(table);

    @BeforeAll
    static void createTable() {
        table = LedgerRig.createTable();
    }

    private RunOutcome run(ReportDefinition report) {
        ReportDesk desk = rig.desk();
        return new ReportRun(desk, report)
                .run(
                        RunKey.of(report.name(), ReportRig.FIRE),
                        WINDOW,
                        report.recipients(),
                        ReportRig.drafting(desk, report),
                        new Abandonment());
    }

    @Test
    void everyRecipientGetsOneMailOfTheWindow() {
        // Given
        ReportDefinition report = ReportRig.report("plain", "SELECT ? AS a, ? AS b", ALWAYS);

        // When
        RunOutcome outcome = run(report);
        RunOutcome again = run(report);

        // Then
        assertThat(outcome.state()).isEqualTo("sent");
        assertThat(outcome.totalRows()).isEqualTo(1);
        assertThat(rig.mail.taken())
                .extracting(RecordingMail.Taken::text)
                .containsOnly("2026-03-01T05:00:00Z to 2026-03-01T06:00:00Z"
                        + " [[2026-03-01T05:00:00Z, 2026-03-01T06:00:00Z]]");
        assertThat(rig.mail.recipients()).containsExactly("ada@example.org", "bob@example.org");
        assertThat(rig.mail.taken()).extracting(RecordingMail.Taken::messageId).doesNotHaveDuplicates();
        assertThat(again.state()).isEqualTo("sent");
    }

    @Test
    void anotherThatWorksOnItIsLeftAlone() {
        // Given
        ReportDefinition report = ReportRig.report("held", "SELECT 1 AS a", ALWAYS);
        LedgerRig.ledger(table, rig.clock, "second")
                .claim(RunKey.of("held", ReportRig.FIRE), "ada@example.org", WINDOW);

        // When
        RunOutcome outcome = run(report);

        // Then
        assertThat(outcome.isSettled()).isFalse();
        assertThat(rig.mail.taken()).isEmpty();
    }

    @Test
    void aRefusedRecipientDoesNotKeepTheOthersFromTheirsAndTheOwnerIsToldOnce() {
        // Given
        ReportDefinition report = ReportRig.report("refused", "SELECT 1 AS a", ALWAYS);
        rig.mail.answer(to("ada@example.org", new RefusedException("550 no such user", null)));

        // When
        RunOutcome outcome = run(report);
        run(report);

        // Then
        assertThat(outcome.state()).isEqualTo("failed");
        assertThat(deliveries(outcome))
                .satisfiesExactly(
                        ada -> assertThat(ada).isEqualTo(new Delivery.Failed("550 no such user")),
                        bob -> assertThat(bob).isInstanceOf(Delivery.Sent.class));
        assertThat(rig.mail.recipients()).containsExactly("bob@example.org", "owner@example.org");
        assertThat(rig.mail.taken().get(1).text()).contains("ada@example.org", "550 no such user");
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        // Given
        ReportDefinition report = ReportRig.report("busy", "SELECT 1 AS a", ALWAYS);
        AtomicInteger refusals = new AtomicInteger(2);
        rig.mail.answer(letter -> {
            if (refusals.getAndDecrement() > 0) {
                throw new RetryableException("451 try later", null);
            }
        });

        // When
        RunOutcome outcome = run(report);

        // Then
        assertThat(outcome.state()).isEqualTo("sent");
        assertThat(rig.mail.recipients()).containsExactly("ada@example.org", "bob@example.org");
    }

    @Test
    void whatMayHaveBeenSentIsUncertainAndNotSentAgain() {
        // Given
        ReportDefinition report = ReportRig.report("lost", "SELECT 1 AS a", ALWAYS);
        rig.mail.answer(to("ada@example.org", new UncertainException("the connection was lost after DATA", null)));

        // When
        RunOutcome outcome = run(report);
        rig.mail.answer(letter -> {});
        rig.clock.advance(LedgerRig.LEASE.multipliedBy(2));
        RunOutcome later = run(report);

        // Then
        assertThat(outcome.state()).isEqualTo("uncertain");
        assertThat(later.state()).isEqualTo("uncertain");
        assertThat(rig.mail.recipients()).containsExactly("bob@example.org", "owner@example.org");
        assertThat(rig.mail.taken().get(1).text()).contains("uncertain", "lost after DATA");
    }

    @Test
    void aQueryThatFailsIsToldToTheOwnerWithAthenasReason() {
        // Given
        ReportDefinition report = ReportRig.report("broken", "SELECT * FROM nowhere", ALWAYS);

        // When
        RunOutcome outcome = run(report);

        // Then
        assertThat(outcome.state()).isEqualTo("failed");
        assertThat(outcome.reason()).contains("nowhere").contains("does not exist");
        assertThat(rig.mail.recipients()).containsExactly("owner@example.org");
        assertThat(rig.mail.taken().get(0).text()).contains("nowhere");
    }

    @Test
    void aQueryThatTakesTooLongIsCancelledAndToldToTheOwner() {
        // Given
        rig.timeout = Duration.ofMillis(500);
        ReportDefinition report = ReportRig.report("slow", LongQuery.SQL, ALWAYS);

        // When
        RunOutcome outcome = run(report);

        // Then
        assertThat(outcome.reason()).contains("was cancelled").contains("athena.query-timeout");
        assertThat(rig.mail.recipients()).containsExactly("owner@example.org");
    }

    @Test
    void anAnswerWithoutRowsIsNoMailWhereTheReportSaysSo() {
        assertThat(run(ReportRig.report("no-rows", "SELECT 1 AS a WHERE 1 = 2", new OnlyIf.Rows()))
                        .state())
                .isEqualTo("skipped");
        assertThat(run(ReportRig.report("a-row", "SELECT 1 AS a", new OnlyIf.Rows()))
                        .state())
                .isEqualTo("sent");
        assertThat(rig.mail.recipients()).hasSize(2);
    }

    @Test
    void aConditionOverTheAnswerDecides() {
        String sql = "SELECT n FROM (VALUES 1, 2, 3) AS t(n) WHERE ? <> ?";

        assertThat(run(ReportRig.report("small", sql, new OnlyIf.Condition("sum(n) > 6")))
                        .reason())
                .contains("sum(n) > 6");
        assertThat(run(ReportRig.report("large", sql, new OnlyIf.Condition("sum(n) > 5")))
                        .state())
                .isEqualTo("sent");
    }

    @Test
    void aReportThatWaitedForTheLakeInVainSaysThatItIsIncomplete() {
        // Given
        rig.completeTo = ReportRig.FIRE.minusSeconds(40);
        Duration noTime = Duration.ofNanos(1);
        rig.clock.advance(Duration.ofSeconds(1));

        // When
        run(ReportRig.report("stale", "SELECT 1 AS a", ALWAYS, noTime, Missed.LATEST));
        rig.completeTo = ReportRig.FIRE;
        run(ReportRig.report("fresh", "SELECT 1 AS a", ALWAYS, noTime, Missed.LATEST));

        // Then
        assertThat(rig.mail.completeness()).hasSize(2);
        assertThat(rig.mail.completeness().get(0).incomplete()).isTrue();
        assertThat(rig.mail.completeness().get(0).lag()).contains(Duration.ofSeconds(41));
        assertThat(rig.mail.completeness().get(1).incomplete()).isFalse();
        assertThat(rig.mail.completeness().get(1).completeTo()).contains(ReportRig.FIRE);
    }

    @Test
    void whatIsGivenUpBeforeItIsSentIsAnothersAtOnce() {
        // Given
        ReportDefinition report = ReportRig.report("given-up", "SELECT 1 AS a", ALWAYS);
        Abandonment stopped = new Abandonment();
        rig.mail.answer(letter -> {
            stopped.abandon();
            throw new RetryableException("421 closing", null);
        });
        ReportDesk desk = rig.desk();

        // When
        assertThatThrownBy(() -> new ReportRun(desk, report)
                        .run(
                                RunKey.of(report.name(), ReportRig.FIRE),
                                WINDOW,
                                report.recipients(),
                                ReportRig.drafting(desk, report),
                                stopped))
                .isInstanceOf(AbandonedException.class);
        rig.mail.answer(letter -> {});
        rig.ledger = LedgerRig.ledger(table, rig.clock, "second");
        RunOutcome outcome = run(report);

        // Then
        assertThat(outcome.state()).isEqualTo("sent");
        assertThat(rig.mail.recipients()).containsExactly("ada@example.org", "bob@example.org");
    }

    private static Consumer<Letter> to(String recipient, RuntimeException answer) {
        return letter -> {
            if (letter.recipient().equals(recipient)) {
                throw answer;
            }
        };
    }

    private static List<Delivery> deliveries(RunOutcome outcome) {
        return outcome.mails().stream().map(Row::delivery).toList();
    }
}
