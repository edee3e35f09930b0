package dev.caravan.local.athena.engine;

import dev.caravan.local.child.trino.wire.ResultColumn;
import java.io.IOException;
import java.util.List;

/** Takes the result of one statement, on the thread that runs it. The engine waits while a call lasts. */
public interface ResultListener {
    /** The columns, once and before any rows. */
    void columns(List<ResultColumn> columns) throws IOException;

    /** Rows in their order; each has a text or null (NULL) for each column. */
    void rows(List<List<String>> rows) throws IOException;
}
