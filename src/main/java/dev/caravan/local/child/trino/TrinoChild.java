package dev.caravan.local.child.trino;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.caravan.local.child.ParentWatch;
import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.Frames;
import dev.caravan.local.child.trino.wire.ParentFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Main class of the child JVM. Takes one argument, the directory that holds the buckets. Frames come and go over
 * standard input and output; everything else that is printed goes to standard error. Ends when standard input ends.
 */
public final class TrinoChild {
    private TrinoChild() {}

    public static void main(String[] args) {
        PrintStream output = System.out;
        System.setOut(System.err);
        FrameOutput frames = new FrameOutput(output);
        CatalogClient catalog = new CatalogClient(frames);
        CompletableFuture<Engine> engine =
                CompletableFuture.supplyAsync(() -> start(catalog, Path.of(args[0]), frames), TrinoChild::onThread);
        serve(System.in, new Queries(engine, frames), catalog);
        ParentWatch.parentIsGone();
    }

    private static Engine start(CatalogClient catalog, Path root, FrameOutput frames) {
        try {
            Engine engine = Engine.start(catalog, root);
            frames.send(new ChildFrame.Ready());
            return engine;
        } catch (RuntimeException | Error e) {
            System.err.println("The query engine cannot start: " + e);
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    private static void onThread(Runnable task) {
        Thread thread = new Thread(task, "engine-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads frames until the parent is gone. Nothing here waits for a query. */
    private static void serve(InputStream input, Queries queries, CatalogClient catalog) {
        try (MappingIterator<ParentFrame> frames = Frames.read(input, ParentFrame.class)) {
            while (frames.hasNextValue()) {
                ParentFrame frame = frames.nextValue();
                if (frame instanceof ParentFrame.Answer answer) {
                    catalog.answered(answer);
                } else {
                    queries.take(frame);
                }
            }
        } catch (IOException e) {
            System.err.println("standard input broke, taken as the end of the parent: " + e);
        }
    }
}
