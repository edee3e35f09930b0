package dev.caravan.local.child.dynamodb;

import java.io.File;
import java.lang.reflect.Method;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Copies DynamoDB Local's write-ahead log into its database, which it never does itself: the log grew by 15 KB an item,
 * for ever, and every read became slower with it. A connection of its own does it, passively: it waits for nobody and
 * nobody for it, since DynamoDB Local does not try again when its database is locked. When all is copied, the next write
 * begins the log anew, so that the file stays as long as its longest spell without a pause.
 */
final class Checkpoints implements Runnable {

    private static final long PERIOD_MILLIS = 250;

    private final Object connection;
    private final Method exec;

    private Checkpoints(File database) throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.almworks.sqlite4java.SQLiteConnection");
        this.connection = type.getConstructor(File.class).newInstance(database);
        this.exec = type.getMethod("exec", String.class);
        type.getMethod("open", boolean.class).invoke(connection, false);
    }

    /**
     * Copies what the last run left, and goes on in the background.
     *
     * @param database which DynamoDB Local has opened: its own native library must be the first, since a second one in
     *     its process crashes it; and which nobody writes to yet
     */
    static void start(File database) throws Exception {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Checkpoints::daemon);
        // A connection belongs to the thread that opened it.
        Checkpoints checkpoints = thread.submit(() -> {
                    Checkpoints opened = new Checkpoints(database);
                    opened.checkpoint();
                    return opened;
                })
                .get();
        var unused = thread.scheduleWithFixedDelay(checkpoints, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "checkpoints");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void run() {
        try {
            checkpoint();
        } catch (ReflectiveOperationException e) {
            // What it throws ends the schedule and is heard by nobody.
            System.err.println("No checkpoint of the write-ahead log, which grows from now on: " + e.getCause());
            throw new IllegalStateException("No checkpoint of the write-ahead log", e);
        }
    }

    private void checkpoint() throws ReflectiveOperationException {
        exec.invoke(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }
}
