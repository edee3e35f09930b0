package dev.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was rejected, and its way back. */
@Command(
        name = "dead-letters",
        description = "List, show and replay the records that were rejected.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersList.class, DeadLettersShow.class, DeadLettersReplay.class},
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, show or replay");
    }
}
