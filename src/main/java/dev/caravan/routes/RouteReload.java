package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.SettingsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of routes every second and takes up what has been edited. An edit that cannot be used is refused, and
 * what ran before goes on; one that failed for a reason that may pass is tried again every minute. The outcome is in the
 * log, in the health check {@code routes-reload}, and here.
 */
public final class RouteReload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** Longer than any source takes to drain by default. */
    private static final Duration END = Duration.ofSeconds(60);

    private final RouteFolder folder;
    private final EditWatch watch;
    private final CandidateCheck check;
    private final Trial trial;
    private final RouteSwap swap;
    private final Clock clock;
    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "caravan-routes-reload"));
    private volatile ReloadStatus status = new ReloadStatus.Unchanged();
    private volatile boolean ending;
    private Edition running;
    private boolean whole = true;
    private RouteSet failed;
    private Instant again = Instant.MAX;

    /** @param running what the routes were made from */
    public RouteReload(
            RouteFolder folder, Edition running, CandidateCheck check, Trial trial, RouteSwap swap, Clock clock) {
        this.folder = requireNonNull(folder, "folder");
        this.running = requireNonNull(running, "running");
        this.watch = new EditWatch(folder, running.files());
        this.check = requireNonNull(check, "check");
        this.trial = requireNonNull(trial, "trial");
        this.swap = requireNonNull(swap, "swap");
        this.clock = requireNonNull(clock, "clock");
    }

    /** @param context of the routes, whose health tells of refused edits */
    public void start(CamelContext context) {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            ReloadHealthCheck reload = new ReloadHealthCheck(this::status);
            reload.setCamelContext(context);
            health.register(reload);
        }
        var unused =
                thread.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    public ReloadStatus status() {
        return status;
    }

    /** Edits that were applied since the start. */
    public long applied() {
        return applied.get();
    }

    /** Edits that were refused since the start. */
    public long refused() {
        return refused.get();
    }

    private void look() {
        try {
            poll();
        } catch (RuntimeException e) {
            // It would end the schedule, and nobody would know.
            LOG.error("An edit of the routes could not be looked at", e);
            refuse(List.of("It could not be looked at, which is a defect of Caravan; the log has its trace: " + e));
        }
    }

    void poll() {
        if (ending) {
            return;
        }
        Optional<Look> edit = watch.edit();
        if (edit.isPresent()) {
            again = Instant.MAX;
            failed = null;
            take(edit.get());
        } else if (failed != null && !clock.instant().isBefore(again)) {
            take(failed);
        }
    }

    private void take(Look edit) {
        if (edit instanceof Look.Unreadable unreadable) {
            refuse(List.of(unreadable.reason()));
            return;
        }
        RouteSet files = (RouteSet) edit;
        if (whole && files.equals(running.files())) {
            failed = null;
            status = new ReloadStatus.Unchanged();
            return;
        }
        List<String> problems = check.problems(folder.directory());
        if (problems.isEmpty()) {
            tryOut(files);
        } else {
            refuse(problems);
        }
    }

    private void tryOut(RouteSet files) {
        try {
            Edition candidate = trial.of(files);
            if (!candidate.problems().isEmpty()) {
                refuse(candidate.problems());
            } else if (watch.isStill()) {
                apply(candidate);
            }
        } catch (SettingsException e) {
            refuse(e.getMessage().lines().toList());
        } catch (IllegalStateException e) {
            refuseForNow(files, List.of(String.valueOf(e.getMessage())));
        }
    }

    private void apply(Edition candidate) {
        SwapPlan plan = SwapPlan.between(running.digests(), candidate.digests());
        Swapped swapped = swap.swap(running, candidate, plan, () -> ending);
        if (swapped.isDone()) {
            running = candidate;
            whole = true;
            failed = null;
            done(plan);
            return;
        }
        if (!swapped.whole()) {
            running = running.without(plan.ending());
            whole = false;
        }
        refuseForNow(candidate.files(), swapped.problems());
    }

    private void done(SwapPlan plan) {
        if (plan.touchesNoRoute()) {
            status = new ReloadStatus.Unchanged();
            return;
        }
        ReloadStatus.Applied done =
                new ReloadStatus.Applied(clock.instant(), plan.added(), plan.changed(), plan.removed());
        LOG.atInfo()
                .addKeyValue("event.action", "routes-reload")
                .addKeyValue("event.outcome", "success")
                .log("Routes edited while they run: {}", done.text());
        applied.incrementAndGet();
        status = done;
    }

    /** What failed may pass, and the files say what is wanted. */
    private void refuseForNow(RouteSet files, List<String> problems) {
        boolean told = failed != null
                && status instanceof ReloadStatus.Refused before
                && before.problems().equals(problems);
        failed = files;
        again = clock.instant().plus(AGAIN);
        if (!told) {
            refuse(problems);
        }
    }

    private void refuse(List<String> problems) {
        problems.forEach(problem -> LOG.atWarn()
                .addKeyValue("event.action", "routes-reload")
                .addKeyValue("event.outcome", "failure")
                .log("An edit of the routes is not applied, they run as before: {}", problem));
        refused.incrementAndGet();
        status = new ReloadStatus.Refused(clock.instant(), problems);
    }

    /** No edit is taken up any more; one under way stops what it has to, and starts nothing. Does not wait. */
    public void endSoon() {
        ending = true;
        thread.shutdown();
    }

    /** Waits for an edit under way. */
    @Override
    public void close() {
        endSoon();
        try {
            if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("An edit of the routes is still under way after {} s", END.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
