package dev.caravan.local.athena.execution;

import dev.caravan.local.athena.engine.QueryEngine;
import dev.caravan.local.athena.engine.StatementFailed;
import dev.caravan.local.athena.result.ResultShape;
import dev.caravan.local.athena.result.ResultSpool;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** A query, which the engine runs. */
public final class EngineStatement implements Statement {
    /** Athena's default for DML. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(30);

    private final QueryEngine engine;
    private final Clock clock;

    public EngineStatement(QueryEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public StatementType type() {
        return StatementType.DML;
    }

    @Override
    public ResultShape.Format format() {
        return ResultShape.Format.CSV;
    }

    @Override
    public QueryStatistics run(String id, QueryRequest request, ResultSpool spool)
            throws StatementFailed, IOException, InterruptedException {
        ParentFrame.Run run = new ParentFrame.Run(
                id, request.sql(), request.database(), request.parameters(), clock.millis(), request.scanLimit());
        return engine.run(run, TIME_LIMIT, spool);
    }
}
