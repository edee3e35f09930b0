package dev.caravan.local.child.trino;

import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.ResultColumn;
import java.util.List;
import java.util.concurrent.Semaphore;

/** One query's way to the parent: sends rows no faster than they are taken, and knows whether it was cancelled. */
final class RunningQuery {
    private final String id;
    private final FrameOutput frames;
    private final Semaphore pages = new Semaphore(ParentFrame.PAGES_IN_FLIGHT);
    private volatile boolean cancelled;

    RunningQuery(String id, FrameOutput frames) {
        this.id = id;
        this.frames = frames;
    }

    void columns(List<ResultColumn> columns) {
        frames.send(new ChildFrame.Columns(id, columns));
    }

    /** Sends a page, waiting until the parent has room for it or the query is cancelled. */
    void rows(List<List<String>> rows) {
        pages.acquireUninterruptibly();
        failIfCancelled();
        frames.send(new ChildFrame.Rows(id, rows));
    }

    void proceed() {
        pages.release();
    }

    void cancel() {
        cancelled = true;
        pages.release();
    }

    /** @throws QueryCancelled if it was cancelled */
    void failIfCancelled() {
        if (cancelled) {
            throw new QueryCancelled();
        }
    }

    /** Ends a query that nobody waits for. */
    static final class QueryCancelled extends RuntimeException {
        private static final long serialVersionUID = 1;

        QueryCancelled() {
            super("The query was cancelled");
        }
    }
}
