package dev.caravan.local.athena.execution;

import dev.caravan.local.athena.engine.QueryEngine;
import dev.caravan.local.athena.engine.ResultListener;
import dev.caravan.local.athena.engine.StatementFailed;
import dev.caravan.local.athena.result.ResultShape;
import dev.caravan.local.athena.result.ResultSpool;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import dev.caravan.local.child.trino.wire.ResultColumn;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A query, or the explanation of one, which is a text and no rows. */
public final class EngineStatement implements Statement {
    /** Athena's default for DML. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(30);

    private final QueryEngine engine;
    private final Clock clock;
    private final boolean explains;

    public EngineStatement(QueryEngine engine, Clock clock, boolean explains) {
        this.engine = engine;
        this.clock = clock;
        this.explains = explains;
    }

    @Override
    public StatementType type() {
        return explains ? StatementType.UTILITY : StatementType.DML;
    }

    @Override
    public ResultShape.Format format() {
        return explains ? ResultShape.Format.TEXT : ResultShape.Format.CSV;
    }

    @Override
    public QueryStatistics run(String id, QueryRequest request, ResultSpool spool)
            throws StatementFailed, IOException, InterruptedException {
        ParentFrame.Run run = new ParentFrame.Run(
                id, request.sql(), request.database(), request.parameters(), clock.millis(), request.scanLimit());
        return engine.run(run, TIME_LIMIT, explains ? new Explanation(spool) : spool);
    }

    /** One value of several lines becomes lines. */
    private record Explanation(ResultSpool spool) implements ResultListener {
        @Override
        public void columns(List<ResultColumn> columns) {
            // told together with the text
        }

        @Override
        public void rows(List<List<String>> rows) throws IOException {
            ResultShape shape = ResultShape.text(List.of("Query Plan"));
            for (List<String> row : rows) {
                spool.text(shape, row.get(0).lines().toList());
            }
        }
    }
}
