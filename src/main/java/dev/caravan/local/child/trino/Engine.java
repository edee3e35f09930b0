package dev.caravan.local.child.trino;

import dev.caravan.local.child.trino.lake.LakeConnectorFactory;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import dev.caravan.local.child.trino.wire.ResultColumn;
import io.airlift.units.DataSize;
import io.trino.Session;
import io.trino.execution.QueryIdGenerator;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.operator.Driver;
import io.trino.operator.TaskContext;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.planner.LogicalPlanner;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.OutputNode;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.PageConsumerOperator;
import io.trino.testing.TestingSession;
import io.trino.testing.TestingTaskContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trino in this JVM, with one catalog: the lake. Thread-safe. */
final class Engine {
    private static final String CATALOG = "awsdatacatalog";
    private static final String PREPARED = "statement";

    /** What one query may hold: three at once leave the rest of a heap of 512 MB to the engine itself. */
    private static final DataSize MEMORY = DataSize.of(128, DataSize.Unit.MEGABYTE);

    private final LocalQueryRunner runner;
    private final CatalogClient catalog;
    private final QueryIdGenerator ids = new QueryIdGenerator();

    private Engine(LocalQueryRunner runner, CatalogClient catalog) {
        this.runner = runner;
        this.catalog = catalog;
    }

    /** @param root the directory that holds the buckets */
    static Engine start(CatalogClient catalog, Path root) {
        Session session = TestingSession.testSessionBuilder()
                .setCatalog(CATALOG)
                .setSchema("default")
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .setLocale(Locale.ENGLISH)
                .build();
        LocalQueryRunner runner = LocalQueryRunner.builder(session).build();
        runner.createCatalog(CATALOG, new LakeConnectorFactory(catalog::of, root), Map.of());
        return new Engine(runner, catalog);
    }

    /** Runs a statement to its end on this thread and hands its rows on as they come. */
    QueryStatistics run(ParentFrame.Run run, RunningQuery query) {
        AthenaStatement statement = AthenaStatement.parse(run.sql());
        Session session = session(run, statement);
        try {
            String sql = statement.toRun(run.parameters(), PREPARED);
            return runner.inTransaction(session, inTransaction -> execute(inTransaction, sql, run, query));
        } catch (RuntimeException e) {
            throw statement.atItsPlaceInTheText(e);
        } finally {
            catalog.forget(session.getQueryId().toString());
        }
    }

    private Session session(ParentFrame.Run run, AthenaStatement statement) {
        Session.SessionBuilder session = Session.builder(runner.getDefaultSession())
                .setQueryId(ids.createNextQueryId())
                .setStart(Instant.ofEpochMilli(run.startMillis()))
                .addPreparedStatement(PREPARED, statement.rewritten());
        if (run.database() != null) {
            session.setSchema(run.database());
        }
        return session.build();
    }

    private QueryStatistics execute(Session session, String sql, ParentFrame.Run run, RunningQuery query) {
        long start = System.nanoTime();
        TaskContext task = TestingTaskContext.builder(runner.getExecutor(), runner.getScheduler(), session)
                .setQueryMaxMemory(MEMORY)
                .setMemoryPoolSize(MEMORY)
                .build();
        Plan plan = runner.createPlan(
                session,
                sql,
                optimizers(),
                LogicalPlanner.Stage.OPTIMIZED_AND_VALIDATED,
                WarningCollector.NOOP,
                PlanOptimizersStatsCollector.createPlanOptimizersStatsCollector());
        query.failIfCancelled();
        query.columns(columns(plan));
        List<Driver> drivers = PlannedDrivers.create(
                runner,
                session,
                plan,
                new PageConsumerOperator.PageConsumerOutputFactory(
                        types -> new ResultPages(types, session, query)::take),
                task);
        long planned = System.nanoTime();
        try {
            new DriverLoop(drivers).run(() -> {
                query.failIfCancelled();
                failAbove(run.maxScannedBytes(), task);
            });
        } finally {
            drivers.forEach(Driver::close);
        }
        failAbove(run.maxScannedBytes(), task);
        return new QueryStatistics(scannedBytes(task), millis(start, planned), millis(planned, System.nanoTime()));
    }

    private List<PlanOptimizer> optimizers() {
        List<PlanOptimizer> optimizers = new ArrayList<>(runner.getPlanOptimizers(true));
        optimizers.add(0, new UnnestCheck());
        return optimizers;
    }

    private static long scannedBytes(TaskContext task) {
        return task.getTaskStats().getPhysicalInputDataSize().toBytes();
    }

    private static void failAbove(Long maxScannedBytes, TaskContext task) {
        if (maxScannedBytes != null && scannedBytes(task) > maxScannedBytes) {
            throw new ScanLimitExceeded();
        }
    }

    /** A query has read more than it may. */
    static final class ScanLimitExceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        ScanLimitExceeded() {
            super("Query cancelled! : Bytes scanned limit was exceeded");
        }
    }

    private static List<ResultColumn> columns(Plan plan) {
        OutputNode root = (OutputNode) plan.getRoot();
        List<Type> types =
                root.getOutputSymbols().stream().map(plan.getTypes()::get).toList();
        return ResultTypes.columns(root.getColumnNames(), types);
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
