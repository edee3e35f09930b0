package dev.caravan.local.child.trino;

import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The queries under way, each on a thread of its own with the query's id for its name; how many there are at once is the parent's decision. */
final class Queries {
    private final CompletableFuture<Engine> engine;
    private final FrameOutput frames;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "query");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, RunningQuery> running = new ConcurrentHashMap<>();

    Queries(CompletableFuture<Engine> engine, FrameOutput frames) {
        this.engine = engine;
        this.frames = frames;
    }

    /** Takes a frame about a query; returns at once. */
    void take(ParentFrame frame) {
        if (frame instanceof ParentFrame.Run run) {
            RunningQuery query = new RunningQuery(run.query(), frames);
            running.put(run.query(), query);
            start(run.query(), () -> engine.join().run(run, query));
        } else if (frame instanceof ParentFrame.Check check) {
            start(check.query(), () -> {
                AthenaStatement.parse(check.sql());
                return QueryStatistics.NONE;
            });
        } else if (frame instanceof ParentFrame.Proceed proceed) {
            RunningQuery query = running.get(proceed.query());
            if (query != null) {
                query.proceed();
            }
        } else if (frame instanceof ParentFrame.Cancel cancel) {
            RunningQuery query = running.remove(cancel.query());
            if (query != null) {
                query.cancel();
            }
        }
    }

    private void start(String id, Work work) {
        threads.execute(() -> {
            Thread.currentThread().setName(id);
            ChildFrame last;
            try {
                last = new ChildFrame.Finished(id, work.run());
            } catch (RuntimeException | StackOverflowError e) {
                last = new ChildFrame.Failed(id, Failures.of(e));
            } finally {
                running.remove(id);
                Thread.currentThread().setName("idle");
            }
            frames.send(last);
        });
    }

    /** What a query thread does. */
    private interface Work {
        QueryStatistics run();
    }
}
