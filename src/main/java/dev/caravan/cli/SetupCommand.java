package dev.caravan.cli;

import dev.caravan.provision.Provisioning;
import dev.caravan.provision.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes what the routes need. */
@Command(
        name = "setup",
        description =
                "Make the streams, topics, tables, buckets, crawlers and so on that the routes need, change those of"
                        + " this deployment that are not as the settings say, and wait until they can be used. May be repeated,"
                        + " and goes on where an earlier one ended. Exit code 1 if anything failed; the rest is made all the same.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    @Mixin
    private SetupOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.with(this::setup);
    }

    private int setup(Provisioning deployment) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        ResourceRows lines = new ResourceRows(out);
        List<Row> rows =
                deployment.setup(what -> progress.println("setup: " + what), options.json() ? row -> {} : lines::print);
        if (options.json()) {
            out.println(ResourceJson.of(deployment.deployment(), rows, Optional.empty()));
        } else {
            lines.notes(deployment.deployment().notes());
            lines.summary("setup", rows);
        }
        return rows.stream().anyMatch(Row::isFailure) ? 1 : 0;
    }
}
