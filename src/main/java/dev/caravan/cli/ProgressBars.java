package dev.caravan.cli;

import dev.caravan.generate.profile.TargetKind;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far each target is: one line that is rewritten on a terminal; elsewhere a line for every tenth. Thread-safe.
 */
public final class ProgressBars {

    private static final int WIDTH = 20;

    private record Progress(long sent, long total, double perSecond) {

        long tenths() {
            return total == 0 ? 10 : sent * 10 / total;
        }
    }

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<TargetKind, Progress> targets = new EnumMap<>(TargetKind.class);

    public ProgressBars(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public synchronized void update(TargetKind kind, String target, long sent, long total, double perSecond) {
        Progress now = new Progress(sent, total, perSecond);
        Progress before = targets.put(kind, now);
        if (terminal) {
            out.print("\r"
                    + String.join(
                            "  ",
                            targets.entrySet().stream()
                                    .map(entry -> bar(entry.getKey(), entry.getValue()))
                                    .toList()));
        } else if (before == null || before.tenths() != now.tenths()) {
            out.println("  " + bar(kind, now));
        }
        out.flush();
    }

    /** Ends the line. */
    public synchronized void finish() {
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private static String bar(TargetKind kind, Progress progress) {
        int full = (int) (progress.total() == 0 ? WIDTH : progress.sent() * WIDTH / progress.total());
        return String.format(
                Locale.ROOT,
                "%-7s [%s%s] %,d of %,d (%,.0f/s)",
                kind.code(),
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                progress.sent(),
                progress.total(),
                progress.perSecond());
    }
}
