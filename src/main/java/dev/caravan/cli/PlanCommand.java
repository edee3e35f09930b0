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

/** Says what setup would do. */
@Command(
        name = "plan",
        description =
                "Say which streams, topics, tables, buckets, crawlers and so on the routes need, which are there, and"
                        + " what setup would make or change. Changes nothing. Exit code 1 if one could not be looked at, or"
                        + " differs in what cannot be changed.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private SetupOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.with(this::plan);
    }

    private int plan(Provisioning deployment) {
        PrintWriter out = spec.commandLine().getOut();
        ResourceRows lines = new ResourceRows(out);
        List<Row> rows = deployment.plan(options.json() ? row -> {} : lines::print);
        if (options.json()) {
            out.println(ResourceJson.of(deployment.deployment(), rows, Optional.empty()));
        } else {
            lines.notes(deployment.deployment().notes());
            lines.summary("plan", rows);
        }
        return rows.stream().anyMatch(Row::isFailure) ? 1 : 0;
    }
}
