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

    private static final int LINE_WIDTH = 20;
    private static final int CELL_WIDTH = 10;

    private record Progress(long sent, long total, double perSecond) {

        int parts(int of) {
            return total == 0 ? of : (int) Math.min(of, sent * of / total);
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
                                    .map(entry -> cell(entry.getKey(), entry.getValue()))
                                    .toList()));
        } else if (before == null || before.parts(10) != now.parts(10)) {
            out.println("  " + line(kind, now));
        }
        out.flush();
    }

    /** Ends the line. */
    public synchronized void finish() {
        if (terminal && !targets.isEmpty()) {
            out.println();
            out.flush();
        }
    }

    /** With its full numbers, where each is a line of its own. */
    private static String line(TargetKind kind, Progress progress) {
        return String.format(
                Locale.ROOT,
                "%-7s [%s] %,d of %,d (%,.0f/s)",
                kind.code(),
                bar(progress, LINE_WIDTH),
                progress.sent(),
                progress.total(),
                progress.perSecond());
    }

    /** Always as wide, so that it covers what stood there, and short enough for two on a terminal of 80 columns. */
    private static String cell(TargetKind kind, Progress progress) {
        return String.format(
                Locale.ROOT,
                "%-7s [%s] %3d %% %,9.0f/s",
                kind.code(),
                bar(progress, CELL_WIDTH),
                progress.parts(100),
                progress.perSecond());
    }

    private static String bar(Progress progress, int width) {
        int full = progress.parts(width);
        return "#".repeat(full) + ".".repeat(width - full);
    }
}
