package dev.caravan.local.child.trino;

import dev.caravan.local.child.ParentWatch;
import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.Frames;
import java.io.IOException;
import java.io.OutputStream;

/** The way to the parent, for any thread. A parent that cannot be written to is gone. */
final class FrameOutput {
    private final OutputStream output;

    FrameOutput(OutputStream output) {
        this.output = output;
    }

    synchronized void send(ChildFrame frame) {
        try {
            Frames.write(output, frame);
        } catch (IOException e) {
            System.err.println("standard output broke, taken as the end of the parent: " + e);
            ParentWatch.parentIsGone();
        }
    }
}
