package dev.caravan.local.athena.engine;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.Frames;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryFailure;
import dev.caravan.local.process.ChildJvm;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child JVM with the engine, from its start to its end. Statements may be sent before it is ready: they wait. */
final class EngineProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineProcess.class);

    /** The exit code of a JVM that may not live on after an OutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private final ChildJvm child;
    private final CatalogAnswers catalog;
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile boolean ended;

    EngineProcess(ChildJvm child, CatalogAnswers catalog) {
        this.child = child;
        this.catalog = catalog;
        Thread reader = new Thread(this::read, "athena-engine");
        reader.setDaemon(true);
        reader.start();
    }

    boolean isAlive() {
        return !ended && child.isAlive();
    }

    long pid() {
        return child.pid();
    }

    /** Completes when the engine is up, exceptionally if it ends before. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Opens a conversation by its first frame. When the engine is dead, the conversation says so. */
    Conversation open(String query, ParentFrame first) {
        Conversation conversation = new Conversation();
        conversations.put(query, conversation);
        if (ended) {
            end(query);
        } else {
            send(first);
        }
        return conversation;
    }

    /** Nothing more of a conversation is wanted. */
    void close(String query) {
        conversations.remove(query);
    }

    /** Sends a frame. One that cannot be sent is lost with the engine, which is noticed where its output is read. */
    synchronized void send(ParentFrame frame) {
        try {
            Frames.write(child.stdin(), frame);
        } catch (IOException e) {
            LOG.debug("{} takes no frames any more", child, e);
        }
    }

    private void read() {
        try (MappingIterator<ChildFrame> frames = Frames.read(child.stdout(), ChildFrame.class)) {
            while (frames.hasNextValue()) {
                take(frames.nextValue());
            }
        } catch (IOException e) {
            LOG.warn("The output of {} broke", child, e);
        } finally {
            ended = true;
            child.close();
            ready.completeExceptionally(new IllegalStateException(endOfEngine()));
            conversations.keySet().forEach(this::end);
        }
    }

    private void take(ChildFrame frame) {
        if (frame instanceof ChildFrame.OfQuery ofQuery) {
            Conversation conversation = conversations.get(ofQuery.query());
            if (conversation != null) {
                conversation.add(ofQuery);
            }
        } else if (frame instanceof ChildFrame.Ask ask) {
            send(answer(ask));
        } else {
            ready.complete(null);
        }
    }

    private ParentFrame answer(ChildFrame.Ask ask) {
        try {
            return new ParentFrame.Answer(ask.number(), Frames.tree(catalog.to(ask.question())), null);
        } catch (RuntimeException e) {
            // whatever goes wrong in the catalog is the asking query's failure; the others go on
            LOG.warn("The catalog cannot answer {}", ask.question(), e);
            return new ParentFrame.Answer(ask.number(), null, e.getMessage());
        }
    }

    /** Ends a conversation once, whoever notices the end of the engine first. */
    private void end(String query) {
        Conversation conversation = conversations.remove(query);
        if (conversation != null) {
            conversation.add(new ChildFrame.Failed(
                    query, new QueryFailure("ENGINE_DIED", QueryFailure.Kind.SYSTEM, endOfEngine())));
        }
    }

    private String endOfEngine() {
        return "The query engine ended while the query ran" + cause() + ": " + child
                + ". It is started again for the next query.";
    }

    private String cause() {
        OptionalInt exitCode = child.exitCode();
        if (exitCode.isEmpty()) {
            return "";
        }
        return exitCode.getAsInt() == OUT_OF_MEMORY
                ? " (it ran out of memory)"
                : " (exit code " + exitCode.getAsInt() + ")";
    }

    @Override
    public void close() {
        child.close();
    }
}
