package dev.caravan.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import dev.caravan.report.Window;
import dev.caravan.testing.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On DynamoDB Local; each test has reports of its own. */
@Timeout(60)
class ReportLedgerTest {

    private static final Instant FIRE = Instant.parse("2026-03-01T06:00:00Z");
    private static final Window WINDOW = new Window(FIRE.minusSeconds(3600), FIRE);
    private static final Window OTHER_WINDOW = new Window(FIRE.minusSeconds(7200), FIRE);
    private static final String ME = "me@example.org";

    private static String table;

    private final SettableClock clock = new SettableClock(FIRE);
    private final ReportLedger first = LedgerRig.ledger(table, clock, "first");
    private final ReportLedger second = LedgerRig.ledger(table, clock, "second");

    @BeforeAll
    static void createTable() {
        table = LedgerRig.createTable();
    }

    @Test
    void ofManyThatClaimOneMailOneHasIt() throws Exception {
        // Given
        RunKey run = RunKey.of("contended", FIRE);
        List<Callable<Boolean>> claims = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            ReportLedger ledger = LedgerRig.ledger(table, clock, "owner-" + i);
            claims.add(() -> {
                Row row = ledger.claim(run, ME, WINDOW);
                return ledger.isMine(row) && ledger.sending(row).isPresent();
            });
        }

        // When
        int owners = 0;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                owners += claim.get() ? 1 : 0;
            }
        } finally {
            threads.shutdown();
        }

        // Then
        assertThat(owners).isEqualTo(1);
    }

    @Test
    void whatIsSentStaysSent() {
        // Given
        RunKey run = RunKey.of("sent", FIRE);
        Row sending = first.sending(first.claim(run, ME, WINDOW)).orElseThrow();

        // When
        first.settle(sending, new Delivery.Sent("<id@example.org>", 7));
        clock.advance(LedgerRig.LEASE.multipliedBy(2));

        // Then
        Row row = second.claim(run, ME, OTHER_WINDOW);
        assertThat(row.delivery()).isEqualTo(new Delivery.Sent("<id@example.org>", 7));
        assertThat(row.window()).isEqualTo(WINDOW);
        assertThat(second.isMine(row)).isFalse();
        assertThat(second.settle(row, new Delivery.Failed("late"))).isEmpty();
    }

    @Test
    void aClaimIsAnothersWhenItsLeaseIsOverAndItsWindowStays() {
        // Given
        RunKey run = RunKey.of("taken-over", FIRE);
        Row claimed = first.claim(run, ME, WINDOW);
        Row refused = second.claim(run, ME, OTHER_WINDOW);

        // When
        clock.advance(LedgerRig.LEASE);
        Row taken = second.claim(run, ME, OTHER_WINDOW);

        // Then
        assertThat(second.isMine(refused)).isFalse();
        assertThat(second.isMine(taken)).isTrue();
        assertThat(taken.window()).isEqualTo(WINDOW);
        assertThat(first.sending(claimed)).isEmpty();
        assertThat(first.renew(claimed)).isFalse();
    }

    @Test
    void aLeaseThatIsRenewedIsNotOver() {
        // Given
        RunKey run = RunKey.of("renewed", FIRE);
        Row claimed = first.claim(run, ME, WINDOW);

        // When
        clock.advance(LedgerRig.LEASE.dividedBy(2));
        boolean renewed = first.renew(claimed);
        clock.advance(LedgerRig.LEASE.dividedBy(2));

        // Then
        assertThat(renewed).isTrue();
        assertThat(second.isMine(second.claim(run, ME, WINDOW))).isFalse();
    }

    @Test
    void aClaimThatIsReleasedIsAnothersAtOnce() {
        // Given
        RunKey run = RunKey.of("released", FIRE);
        Row claimed = first.claim(run, ME, WINDOW);

        // When
        first.release(claimed);

        // Then
        assertThat(second.isMine(second.claim(run, ME, WINDOW))).isTrue();
    }

    @Test
    void whatSomebodyDiedOverWhileSendingIsUncertain() {
        // Given
        RunKey run = RunKey.of("died", FIRE);
        Row sending = first.sending(first.claim(run, ME, WINDOW)).orElseThrow();

        // When
        Delivery early = second.claim(run, ME, WINDOW).delivery();
        clock.advance(LedgerRig.LEASE);
        Row found = second.claim(run, ME, WINDOW);

        // Then
        assertThat(early).isInstanceOf(Delivery.Sending.class);
        assertThat(found.delivery()).isInstanceOf(Delivery.Uncertain.class);
        assertThat(found.delivery().reason()).contains("first");

        // And if it was not dead, what it knows is written over that
        assertThat(first.settle(sending, new Delivery.Sent("<id@example.org>", 1)))
                .isPresent();
        assertThat(second.claim(run, ME, WINDOW).delivery()).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void whatIsSettledIsClaimedAgainOnlyOnRequestAndOnce() {
        // Given
        RunKey run = RunKey.of("asked-for", FIRE);
        Row failed = first.settle(first.claim(run, ME, WINDOW), new Delivery.Failed("550 no such user"))
                .orElseThrow();

        // When
        clock.advance(LedgerRig.LEASE);
        Row found = second.claim(run, ME, WINDOW);
        Optional<Row> reclaimed = second.reclaim(found);

        // Then
        assertThat(found).isEqualTo(failed);
        assertThat(reclaimed).isPresent();
        assertThat(first.reclaim(failed)).isEmpty();
    }

    @Test
    void rowsAreReadNewestFirstWithAllThatTheySay() {
        // Given
        RunKey old = RunKey.of("history", FIRE.minusSeconds(86_400));
        RunKey byHand = new RunKey("history", FIRE.plusSeconds(90), true);
        first.skip(old, WINDOW, "known from here on");
        first.claim(RunKey.of("history", FIRE), ME, WINDOW);
        Row sent = first.settle(
                        first.sending(first.claim(byHand, ME, WINDOW)).orElseThrow(), new Delivery.Sent("<m>", 3))
                .orElseThrow();

        // When
        List<Row> rows = second.table().newest("history").toList();

        // Then
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isEqualTo(sent);
        assertThat(rows.get(0).run().manual()).isTrue();
        assertThat(rows.get(1).delivery().state()).isEqualTo("claimed");
        assertThat(rows.get(2).delivery()).isEqualTo(new Delivery.Skipped("known from here on"));
    }

    @Test
    void aTableThatIsNotThereIsNamedWithWhatToDo() {
        assertThatThrownBy(
                        () -> LedgerRig.ledger("no-such-table", clock, "first").claim(RunKey.of("r", FIRE), ME, WINDOW))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("no-such-table")
                .hasMessageContaining("Create it");
    }
}
