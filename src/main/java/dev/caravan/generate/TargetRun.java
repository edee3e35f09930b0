package dev.caravan.generate;

import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.send.Target;
import dev.caravan.generate.sequence.RecordSequence;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.truth.RunTruth;
import dev.caravan.generate.truth.Tally;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One profile's records to one target. */
final class TargetRun implements Callable<RunTruth> {
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Profile profile;
    private final RunKey key;
    private final String name;
    private final Targets targets;
    private final Progress progress;
    private final Tally tally;
    private long startNanos;
    private long reportedNanos;

    TargetRun(Profile profile, RunKey key, Targets targets, Progress progress, Clock clock) {
        this.profile = profile;
        this.key = key;
        this.name = profile.targets().get(key.kind());
        this.targets = targets;
        this.progress = progress;
        this.tally = new Tally(clock);
    }

    /** The truth so far; may be asked for at any time. */
    RunTruth truth() {
        return tally.truth(profile, key);
    }

    @Override
    public RunTruth call() throws InterruptedException {
        RecordSequence records = new RecordSequence(profile, key);
        startNanos = System.nanoTime();
        reportedNanos = startNanos;
        try (Target target = targets.open(key.kind(), name, tally)) {
            for (long index = 0; index < records.size(); index++) {
                awaitDue(index, target);
                target.send(records.record(index));
                if (System.nanoTime() - reportedNanos > REPORT_NANOS) {
                    report();
                }
            }
            target.flush();
        }
        report();
        return truth();
    }

    private void awaitDue(long index, Target target) throws InterruptedException {
        long wait = profile.pace().due(index).toNanos() - (System.nanoTime() - startNanos);
        if (wait <= 0) {
            return;
        }
        target.push();
        report();
        while (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(wait, REPORT_NANOS));
            report();
            wait = profile.pace().due(index).toNanos() - (System.nanoTime() - startNanos);
        }
    }

    private void report() {
        reportedNanos = System.nanoTime();
        double seconds = Math.max(reportedNanos - startNanos, 1) / 1e9;
        long sent = tally.sent();
        progress.update(key.kind(), name, sent, profile.total(), sent / seconds);
    }
}
