package dev.caravan.local.demo;

import dev.caravan.cli.ProgressBars;
import dev.caravan.generate.verify.CheckTable;
import dev.caravan.local.StartedService;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints what the demo does, a line for each thing that is done. */
final class Narrator {

    private static final int PROGRESS_WIDTH = 60;

    private final PrintWriter out;
    private final boolean terminal;
    private boolean rewritable;

    Narrator(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void started(StartedService service) {
        line(service.service().toString(), service.endpoint(), Duration.ofMillis(service.millis()));
    }

    synchronized void done(String name, String what, Duration duration) {
        line(name, what, duration);
    }

    /** On a terminal only: rewrites one line. */
    synchronized void progress(String what) {
        if (terminal) {
            out.printf("  %-" + PROGRESS_WIDTH + "s\r", what);
            out.flush();
            rewritable = true;
        }
    }

    ProgressBars bars() {
        return new ProgressBars(out, terminal);
    }

    synchronized void verdict(CheckTable table, Duration duration, DemoPlan plan) {
        clearProgress();
        out.println();
        out.println(table.text());
        out.println("demo: " + table.verdict() + " in " + duration.toSeconds() + " s, data in " + plan.dataDirectory()
                + (plan.stay() ? "" : ", rerun with --stay to look around"));
        out.flush();
    }

    synchronized void say(String text) {
        clearProgress();
        out.println(text);
        out.flush();
    }

    private void clearProgress() {
        if (rewritable) {
            out.print(" ".repeat(PROGRESS_WIDTH + 2) + "\r");
            rewritable = false;
        }
    }

    private void line(String name, String what, Duration duration) {
        clearProgress();
        out.printf(Locale.ROOT, "  %-10s %-60s %6.1f s%n", name, what, duration.toMillis() / 1000.0);
        out.flush();
    }
}
