package dev.caravan.cli;

import dev.caravan.provision.Leftovers;
import dev.caravan.provision.Provisioning;
import dev.caravan.provision.Row;
import dev.caravan.provision.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what setup made. */
@Command(
        name = "teardown",
        description =
                "Delete what setup made for these routes, with all data in it: buckets with every version, tables,"
                        + " streams, topics, crawlers, lease tables. Nothing that lacks the deployment's tag, or that setup did not"
                        + " make. Then list what is left. Exit code 1 if anything is, or if the question was not answered.",
        mixinStandardHelpOptions = true)
final class TeardownCommand implements Callable<Integer> {

    @Mixin
    private DeploymentOptions options;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say what would be deleted; delete nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.with(this::teardown);
    }

    private int teardown(Provisioning deployment) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        // The question is about rows that stand above it, wherever the result goes.
        ResourceRows preview = new ResourceRows(
                options.json() && !dryRun ? err : spec.commandLine().getOut());
        if (dryRun || !yes) {
            List<Row> rows = deployment.previewTeardown(options.json() && dryRun ? row -> {} : preview::print);
            if (dryRun) {
                return previewed(deployment, rows, preview);
            }
            boolean any = rows.stream().anyMatch(row -> row.status() == Status.DELETE);
            if (any && !isConfirmed(deployment.deployment().name())) {
                err.println("teardown: nothing was deleted");
                return 1;
            }
        }
        return delete(deployment);
    }

    private int previewed(Provisioning deployment, List<Row> rows, ResourceRows lines) {
        if (options.json()) {
            spec.commandLine().getOut().println(ResourceJson.of(deployment.deployment(), rows, Optional.empty()));
        } else {
            lines.summary("teardown --dry-run", rows);
        }
        return rows.stream().anyMatch(Row::isFailure) ? 1 : 0;
    }

    private boolean isConfirmed(String deployment) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        err.print("This deletes all of the above for ever. Type the deployment's name, " + deployment + ", to go on: ");
        err.flush();
        // Not closed: it is the process's own.
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().equals(deployment);
    }

    private int delete(Provisioning deployment) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        ResourceRows lines = new ResourceRows(out);
        List<Row> rows = deployment.teardown(
                what -> progress.println("teardown: " + what), options.json() ? row -> {} : lines::print);
        Leftovers left = deployment.leftovers();
        if (options.json()) {
            out.println(ResourceJson.of(deployment.deployment(), rows, Optional.of(left)));
        } else {
            lines.summary("teardown", rows);
            lines.leftovers(deployment.deployment().name(), left);
        }
        return left.isNothing() && rows.stream().noneMatch(Row::isFailure) ? 0 : 1;
    }
}
