package dev.caravan.local.athena;

import dev.caravan.local.athena.ddl.DdlStatements;
import dev.caravan.local.athena.engine.QueryEngine;
import dev.caravan.local.athena.execution.Executions;
import dev.caravan.local.athena.execution.QueryRunner;
import dev.caravan.local.athena.result.ResultStore;
import dev.caravan.local.athena.workgroup.WorkGroups;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.protocol.AwsJsonServer;
import dev.caravan.local.protocol.AwsOperation;
import dev.caravan.local.protocol.AwsService;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.s3.S3Client;

/** Athena as an embedded service. */
public final class LocalAthena implements AutoCloseable {
    /** Athena remembers query executions for 45 days; this remembers so many, the oldest finished ones go first. */
    private static final int REMEMBERED = 10_000;

    private final QueryEngine engine;
    private final QueryRunner runner;
    private final AwsJsonServer server;

    private LocalAthena(QueryEngine engine, QueryRunner runner, AwsJsonServer server) {
        this.engine = engine;
        this.runner = runner;
        this.server = server;
    }

    /**
     * Starts the service and returns once it listens. The query engine's process comes up meanwhile; the first query
     * waits for it.
     *
     * @param catalog what queries can see
     * @param s3 writes and reads results; stays the caller's to close
     * @throws java.io.UncheckedIOException if the port is taken
     * @throws dev.caravan.local.process.LocalStartException if the engine's process cannot be started
     */
    public static LocalAthena start(LocalAthenaSettings settings, GlueCatalog catalog, S3Client s3) {
        QueryEngine engine = QueryEngine.start(
                settings.local(), settings.buckets(), catalog, settings.data().resolve("log"));
        Executions executions = new Executions(REMEMBERED);
        ResultStore results = new ResultStore(s3);
        QueryRunner runner =
                new QueryRunner(executions, results, settings.data().resolve("spool"), settings.clock());
        WorkGroups workGroups = new WorkGroups(settings.data(), settings.clock());
        Statements statements = new Statements(new DdlStatements(catalog, s3), engine, settings.clock());
        Map<String, AwsOperation> operations = new HashMap<>();
        operations.putAll(new StartOperation(statements, runner, results, workGroups).operations());
        operations.putAll(new ExecutionOperations(executions, runner, workGroups, settings.clock()).operations());
        operations.putAll(new ResultOperations(executions, results).operations());
        operations.putAll(new WorkGroupOperations(workGroups, settings.clock()).operations());
        operations.putAll(new WorkGroupTagOperations(workGroups).operations());
        operations.putAll(new CatalogOperations(catalog).operations());
        try {
            AwsJsonServer server = AwsJsonServer.start(
                    new AwsService("athena", "AmazonAthena", operations),
                    settings.port(),
                    settings.credentials(),
                    settings.clock());
            return new LocalAthena(engine, runner, server);
        } catch (RuntimeException e) {
            runner.close();
            engine.close();
            throw e;
        }
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Completes when the query engine is up, exceptionally if it ends before. */
    public CompletableFuture<Void> engineReady() {
        return engine.ready();
    }

    /** Frees the port, cancels queries and ends the engine's process. */
    @Override
    public void close() {
        server.close();
        runner.close();
        engine.close();
    }
}
