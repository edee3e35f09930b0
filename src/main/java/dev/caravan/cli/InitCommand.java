package dev.caravan.cli;

import dev.caravan.project.Flow;
import dev.caravan.project.Project;
import dev.caravan.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a project of an empty folder. */
@Command(
        name = "init",
        description =
                "Make a project of an empty folder: settings, one flow, its schema, a generator profile, a README.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder (default: the working directory).")
    private Path directory;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "orders",
            description = "Name of the topic or stream, and part of all other names (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            defaultValue = "kafka-to-lake",
            description = "What the flow does: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Flow flow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        project().writeTo(directory).forEach(file -> out.println("wrote " + file.normalize()));
        out.println("Next: look into README.md, set the bucket in application.properties, then: java -jar caravan.jar"
                + " check");
        out.flush();
        return 0;
    }

    private Project project() {
        try {
            return new Project(name, flow);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }
}
