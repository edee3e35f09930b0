package dev.caravan.local.athena.execution;

import dev.caravan.local.athena.engine.StatementFailed;
import dev.caravan.local.athena.result.ResultShape;
import dev.caravan.local.athena.result.ResultSpool;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import java.io.IOException;

/** A statement whose kind is known. */
public interface Statement {
    StatementType type();

    /** Of the result's object. */
    ResultShape.Format format();

    /**
     * Runs it to its end.
     *
     * @param id of the query execution
     * @param spool takes the result
     */
    QueryStatistics run(String id, QueryRequest request, ResultSpool spool)
            throws StatementFailed, IOException, InterruptedException;
}
