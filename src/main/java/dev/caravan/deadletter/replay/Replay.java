package dev.caravan.deadletter.replay;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.replay.ReplayResult.Kind;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.send.SendOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Replays dead letters group by group, as its results are asked for: claim, send, write down. It ends at the first
 * failure that is not of one record, which {@link #failure()} then has; what was claimed and not sent is in the results.
 * For one thread.
 */
public final class Replay implements Iterator<ReplayResult>, AutoCloseable {

    /** As many are UNCERTAIN after a crash at most. */
    private static final int GROUP = 100;

    /** Within the 5 MiB of a PutRecords call (AWS quota), keys included; a larger record goes alone. */
    private static final long GROUP_BYTES = 3L << 20;

    private static final int CALLS_AT_ONCE = 16;

    private final LetterGroups letters;
    private final ReplayTargets targets;
    private final LedgerReader history;
    private final ReplayLedger ledger;
    private final ReplayOptions options;
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_ONCE, work -> {
        Thread thread = new Thread(work, "caravan-replay");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<ReplayResult> results = new ArrayDeque<>();
    private final Set<String> sentAgain = ConcurrentHashMap.newKeySet();
    private long sent;
    private RuntimeException failure;

    private record Answer(ReplayTarget target, SendOutcome outcome) {}

    /** @param letters with their counts */
    public Replay(
            Iterator<DeadLetter> letters,
            ReplayTargets targets,
            LedgerReader history,
            ReplayLedger ledger,
            ReplayOptions options) {
        this.letters = new LetterGroups(letters, GROUP_BYTES);
        this.targets = requireNonNull(targets, "targets");
        this.history = requireNonNull(history, "history");
        this.ledger = requireNonNull(ledger, "ledger");
        this.options = requireNonNull(options, "options");
    }

    @Override
    public boolean hasNext() {
        while (results.isEmpty() && failure == null && sent < options.max()) {
            List<DeadLetter> group = letters.next((int) Math.min(GROUP, options.max() - sent));
            if (group.isEmpty()) {
                break;
            }
            try {
                replay(group);
            } catch (RuntimeException e) {
                end(e);
            }
        }
        return !results.isEmpty();
    }

    @Override
    public ReplayResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No more dead letters to replay");
        }
        return results.remove();
    }

    /** Why the replay ended early. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void replay(List<DeadLetter> group) {
        for (DeadLetter letter : group) {
            if (!options.dryRun() && targets.label(letter).isPresent()) {
                targets.of(letter);
            }
        }
        List<Plan> plans = all(group, this::plan);
        IdentityHashMap<Plan, Answer> answers = send(plans);
        results.addAll(all(plans, plan -> plan.refusal().orElseGet(() -> settle(plan, answers.get(plan)))));
        sent += results.stream()
                .filter(result -> result.kind() == Kind.SENT || result.kind() == Kind.WOULD_BE_SENT)
                .count();
    }

    private Plan plan(DeadLetter letter) {
        Optional<String> target = targets.label(letter);
        if (target.isEmpty()) {
            return new Plan(letter, "-", 0, Optional.empty())
                    .refused(
                            Kind.NOT_SENT,
                            letter.isFromKinesis()
                                    ? "it comes from a stream: --to-stream names another one"
                                    : "it comes from a topic: --to-topic names another one");
        }
        try {
            return claimed(Plan.of(letter, target.get(), history.states(letter), options));
        } catch (PermanentException | RetryableException e) {
            end(e);
            return new Plan(letter, target.get(), 0, Optional.empty()).refused(Kind.NOT_SENT, e.getMessage());
        }
    }

    private Plan claimed(Plan plan) {
        if (plan.refusal().isPresent()) {
            return plan;
        }
        if (options.again() && !sentAgain.add(plan.letter().recordName())) {
            return plan.refused(Kind.ALREADY_REPLAYED, "in this replay, as the dead letter of another route");
        }
        if (options.dryRun()) {
            return plan.refused(Kind.WOULD_BE_SENT, "");
        }
        return ledger.claim(plan.letter(), plan.attempt(), plan.target(), plan.mark())
                ? plan
                : plan.refused(Kind.UNCERTAIN, "somebody else has just claimed it");
    }

    private IdentityHashMap<Plan, Answer> send(List<Plan> plans) {
        Map<ReplayTarget, List<Plan>> byTarget = new LinkedHashMap<>();
        plans.stream().filter(plan -> plan.refusal().isEmpty()).forEach(plan -> byTarget.computeIfAbsent(
                        targets.of(plan.letter()), none -> new ArrayList<>())
                .add(plan));
        IdentityHashMap<Plan, Answer> answers = new IdentityHashMap<>();
        byTarget.forEach((target, claimed) -> {
            List<SendOutcome> outcomes = send(target, claimed);
            for (int at = 0; at < claimed.size(); at++) {
                answers.put(claimed.get(at), new Answer(target, outcomes.get(at)));
            }
        });
        return answers;
    }

    private static List<SendOutcome> send(ReplayTarget target, List<Plan> claimed) {
        try {
            return target.send(claimed.stream().map(Plan::record).toList());
        } catch (RuntimeException e) {
            return Collections.nCopies(claimed.size(), new SendOutcome.Uncertain(e));
        }
    }

    private ReplayResult settle(Plan plan, Answer answer) {
        SendOutcome outcome = answer.outcome();
        if (outcome instanceof SendOutcome.NotSent notSent) {
            end(notSent.why());
        } else if (outcome instanceof SendOutcome.Uncertain uncertain) {
            end(uncertain.why());
        }
        String detail = LedgerEntry.detail(outcome);
        try {
            if (outcome instanceof SendOutcome.Sent sentTo && !answer.target().keepsHeaders()) {
                ledger.willReturn(plan.letter(), answer.target().name(), sentTo, plan.mark());
            }
            ledger.settle(plan.letter(), plan.attempt(), outcome);
        } catch (PermanentException | RetryableException e) {
            end(e);
            return plan.result(
                    Kind.UNCERTAIN,
                    LedgerEntry.state(outcome) + " (" + detail + "), which could not be written down: "
                            + e.getMessage());
        }
        Kind kind =
                switch (LedgerEntry.state(outcome)) {
                    case SENT -> Kind.SENT;
                    case NOT_SENT -> Kind.NOT_SENT;
                    case UNCERTAIN -> Kind.UNCERTAIN;
                };
        return plan.result(kind, detail);
    }

    private synchronized void end(RuntimeException why) {
        if (failure == null) {
            failure = why;
        }
    }

    private <A, B> List<B> all(List<A> inputs, Function<A, B> step) {
        List<Callable<B>> calls = new ArrayList<>();
        inputs.forEach(input -> calls.add(() -> step.apply(input)));
        List<B> outputs = new ArrayList<>();
        try {
            for (Future<B> done : threads.invokeAll(calls)) {
                outputs.add(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A replay failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while replaying");
        }
        return outputs;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
