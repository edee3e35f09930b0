package dev.caravan.generate;

import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.truth.RunTruth;
import dev.caravan.generate.truth.Truth;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Sends a profile's records to its targets, side by side, and returns the truth about what was sent. */
public final class Generator {
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Clock clock;

    /** @param clock its instant when a run begins is the run's start, from which event times and ids are made */
    public Generator(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sends all records and returns when the last is acknowledged; one run a target.
     *
     * @throws GenerationException when a target refuses, or this thread is interrupted; holds what was sent until then
     */
    public Truth run(Profile profile, Targets targets, Progress progress) {
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<TargetRun> runs = profile.targets().keySet().stream()
                .sorted()
                .map(kind -> new RunKey(profile.name(), kind, profile.seed(), start))
                .map(key -> new TargetRun(profile, key, targets, progress, clock))
                .toList();
        ExecutorService executor = Executors.newFixedThreadPool(runs.size(), work -> new Thread(work, "generate"));
        try {
            CompletionService<RunTruth> completion = new ExecutorCompletionService<>(executor);
            runs.forEach(completion::submit);
            for (int finished = 0; finished < runs.size(); finished++) {
                completion.take().get();
            }
            return truth(runs);
        } catch (ExecutionException failed) {
            stop(executor);
            throw new GenerationException(failed.getCause().getMessage(), failed.getCause(), truth(runs));
        } catch (InterruptedException interrupted) {
            stop(executor);
            Thread.currentThread().interrupt();
            throw new GenerationException("interrupted while sending", interrupted, truth(runs));
        } finally {
            executor.shutdownNow();
        }
    }

    /** Interrupts the runs and waits for their end, so that the truth no longer changes. */
    private static void stop(ExecutorService executor) {
        executor.shutdownNow();
        boolean interrupted = false;
        long deadline = System.nanoTime() + STOP_NANOS;
        while (System.nanoTime() < deadline) {
            try {
                if (executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Truth truth(List<TargetRun> runs) {
        return new Truth(runs.stream().map(TargetRun::truth).toList());
    }
}
