package dev.caravan.report.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of fire times at which no process ran the report.
 *
 * @param most how many are run, from the newest back: 0 for {@code skip}, 1 for {@code latest}, n for {@code all(n)}
 */
public record Missed(int most) {

    /** Run a missed time only if it is the newest: its window begins where the last sent one ended. */
    public static final Missed LATEST = new Missed(1);

    /** Later than this a fire time counts as missed. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final int ALL_AT_MOST = 1_000;
    private static final Pattern ALL = Pattern.compile("all\\(\\s*(?:max\\s+)?(\\d{1,4})\\s*\\)");

    public Missed {
        if (most < 0 || most > ALL_AT_MOST) {
            throw new IllegalArgumentException("missed: all(n) has 1 to " + ALL_AT_MOST + " fire times, got " + most);
        }
    }

    /** @throws IllegalArgumentException for any other text than skip, latest and all(n) */
    public static Missed parse(String text) {
        if (text.equals("skip")) {
            return new Missed(0);
        }
        if (text.equals("latest")) {
            return LATEST;
        }
        Matcher all = ALL.matcher(text);
        if (!all.matches() || Integer.parseInt(all.group(1)) == 0) {
            throw new IllegalArgumentException("missed is skip, latest or all(n), got " + text);
        }
        return new Missed(Integer.parseInt(all.group(1)));
    }

    /**
     * Which fire times are to run now.
     *
     * @param settled the newest fire time that is dealt with
     * @return the ones to run, oldest first, and the newest one that is passed over
     */
    public Due due(Schedule schedule, Instant settled, Instant now) {
        requireNonNull(schedule, "schedule");
        Optional<Instant> newest = schedule.previous(now.plusNanos(1)).filter(fire -> fire.isAfter(settled));
        if (newest.isEmpty()) {
            return new Due(List.of(), Optional.empty());
        }
        boolean onTime = !newest.get().isBefore(now.minus(GRACE));
        int count = onTime ? Math.max(most, 1) : most;
        Deque<Instant> run = new ArrayDeque<>();
        Optional<Instant> fire = newest;
        while (fire.isPresent() && run.size() < count) {
            run.addFirst(fire.get());
            fire = schedule.previous(fire.get()).filter(earlier -> earlier.isAfter(settled));
        }
        return new Due(List.copyOf(run), fire);
    }

    /** @param skipped the newest fire time that is not run; all others before it are not either */
    public record Due(List<Instant> run, Optional<Instant> skipped) {

        public Due {
            run = List.copyOf(run);
            requireNonNull(skipped, "skipped");
        }
    }
}
