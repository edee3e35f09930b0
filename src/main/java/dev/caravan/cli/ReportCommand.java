package dev.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with reports by hand. */
@Command(
        name = "report",
        description = "Run reports by hand, and see what became of their mails.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReportRunCommand.class,
            ReportListCommand.class,
            ReportHistoryCommand.class,
            ReportResendCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class ReportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: run, list, history or resend");
    }
}
