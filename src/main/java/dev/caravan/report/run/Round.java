package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.report.ledger.RunKey;
import java.util.Map;
import java.util.function.Consumer;

/** Does what is due of one report, oldest first. */
public final class Round {

    private final ReportDesk desk;
    private final ReportDefinition report;
    private final DueRuns due;

    public Round(ReportDesk desk, ReportDefinition report) {
        this.desk = requireNonNull(desk, "desk");
        this.report = requireNonNull(report, "report");
        this.due = new DueRuns(report, desk.ledger(), desk.clock());
    }

    /**
     * @param done is told of each run that this process has ended
     * @return false if somebody else is at work, so that another look is needed
     * @throws dev.caravan.failure.AbandonedException if it is given up
     */
    public boolean doAll(Abandonment stopped, Consumer<RunOutcome> done) {
        for (RunKey run : due.look()) {
            stopped.check("the run of " + run.scheduled());
            RunOutcome outcome = new ReportRun(desk, report)
                    .run(run, due.window(run), report.recipients(), new Drafting(desk, report, Map.of(), ""), stopped);
            if (outcome.done()) {
                done.accept(outcome);
            }
            if (!outcome.isSettled()) {
                // Whoever has it ends it first: the window of the next one begins where this one's ends.
                return false;
            }
        }
        return true;
    }
}
