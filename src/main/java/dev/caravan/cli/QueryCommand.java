package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.failure.PermanentException;
import dev.caravan.report.AlignedTable;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.AthenaSettings;
import dev.caravan.report.Csv;
import dev.caravan.report.JsonRows;
import dev.caravan.report.QueryFailedException;
import dev.caravan.report.QueryFormat;
import dev.caravan.report.QueryResult;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** Asks Athena one question and prints the answer. */
@Command(
        name = "query",
        description = "Run one statement on Athena and print its result.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

    private static final int CANCEL_SECONDS = 10;

    @Mixin
    private SettingsOptions settingsOptions;

    @Parameters(paramLabel = "SQL", description = "The statement, in quotes.")
    private String sql;

    @ArgGroup
    private Format format = new Format();

    @Spec
    private CommandSpec spec;

    /** At most one of the two. */
    static final class Format {

        @Option(names = "--csv", description = "Print CSV (RFC 4180) instead of an aligned table.")
        private boolean csv;

        @Option(names = "--json", description = "Print a JSON array of objects instead of an aligned table.")
        private boolean json;

        QueryFormat chosen() {
            return csv ? new Csv() : json ? new JsonRows() : new AlignedTable();
        }
    }

    @Override
    public Integer call() throws Exception {
        if (sql.isBlank()) {
            throw new SettingsException("The statement is empty: query \"SELECT ...\"");
        }
        Settings settings = settingsOptions.load();
        Thread asking = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        return StopSignal.during(
                "query: cancelling it on Athena",
                spec.commandLine().getErr(),
                () -> {
                    try {
                        ask(settings);
                        return 0;
                    } finally {
                        over.countDown();
                    }
                },
                () -> {
                    asking.interrupt();
                    awaitCancelled(over);
                    return 1;
                });
    }

    private void ask(Settings settings) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            AthenaQueries queries = new AthenaQueries(clients.athena(), AthenaSettings.from(settings));
            try {
                format.chosen().print(answer(queries), out);
            } finally {
                // What ended the wait for the query must not end the wait for the clients' threads as well.
                Thread.interrupted();
            }
        }
        // Both keep their failures to themselves, and the writer does not ask the stream below it.
        if (out.checkError() || System.out.checkError()) {
            throw new IOException("The answer could not be written to the end: is the disk full, or the reader gone?");
        }
    }

    /** A query that nobody waits for still costs what it scans. */
    private static void awaitCancelled(CountDownLatch over) {
        try {
            if (!over.await(CANCEL_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Athena did not say in " + CANCEL_SECONDS
                        + " s that the query was cancelled: it may still run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Athena says of a statement that it does not take is the answer, not a matter of settings. */
    private QueryResult answer(AthenaQueries queries) throws Exception {
        try {
            return queries.run(sql);
        } catch (PermanentException e) {
            if (e.getCause() instanceof InvalidRequestException refused && refused.awsErrorDetails() != null) {
                throw new QueryFailedException(
                        "Athena refused it: " + refused.awsErrorDetails().errorMessage());
            }
            throw e;
        }
    }
}
