package dev.caravan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands for a command that needs the embedded services, in the jar that has none. */
@Command(description = "On embedded services: in caravan-local.jar only.")
final class LocalOnlyCommand implements Callable<Integer> {

    private final String name;

    @Spec
    private CommandSpec spec;

    @Unmatched
    private String[] ignored;

    LocalOnlyCommand(String name) {
        this.name = name;
    }

    @Override
    public Integer call() {
        spec.commandLine()
                .getErr()
                .println("caravan.jar has no embedded services. Use: java -jar caravan-local.jar " + name);
        return 2;
    }
}
