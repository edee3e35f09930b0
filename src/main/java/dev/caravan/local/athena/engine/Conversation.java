package dev.caravan.local.athena.engine;

import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.ParentFrame;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the engine said about one statement and nobody has read yet. */
final class Conversation {
    /** Pages in flight, the columns, the end, and one more end when the engine dies just then. */
    private static final int CAPACITY = ParentFrame.PAGES_IN_FLIGHT + 3;

    private final BlockingQueue<ChildFrame.OfQuery> frames = new ArrayBlockingQueue<>(CAPACITY);

    /** Never waits: the engine sends no more than there is room for. */
    void add(ChildFrame.OfQuery frame) {
        frames.add(frame);
    }

    /** The next frame, or null if none came in time. */
    ChildFrame.OfQuery next(Duration wait) throws InterruptedException {
        return frames.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
