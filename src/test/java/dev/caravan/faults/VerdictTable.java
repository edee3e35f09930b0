package dev.caravan.faults;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verdicts as a table in Markdown, in the order of the faults' numbers. */
final class VerdictTable {

    private static final String HEAD = "| fault | seed | acknowledged | delivered | lost | phantom | duplicated"
            + " | misplaced | corrupt | stale | recovery s | max RSS MB |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    private static final Pattern NUMBER = Pattern.compile("F(\\d+)\\b.*");

    private VerdictTable() {}

    static String of(List<Verdict> runs, Predicate<Verdict> which) {
        StringBuilder table = new StringBuilder(HEAD);
        runs.stream()
                .filter(which)
                .sorted(Comparator.comparingInt((Verdict run) -> number(run.fault()))
                        .thenComparing(Verdict::fault)
                        .thenComparingLong(Verdict::seed))
                .forEach(run -> table.append(line(run)));
        return table.toString();
    }

    /** Those without a number stand at the end. */
    private static int number(String fault) {
        Matcher number = NUMBER.matcher(fault);
        return number.matches() ? Integer.parseInt(number.group(1)) : Integer.MAX_VALUE;
    }

    private static String line(Verdict run) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f | %d |\n",
                run.fault(),
                run.seed(),
                run.acknowledged(),
                run.delivered(),
                run.lost(),
                run.phantom(),
                run.duplicated(),
                run.misplaced(),
                run.corrupt(),
                run.stale(),
                run.recoverySeconds(),
                run.maxRssMb());
    }
}
