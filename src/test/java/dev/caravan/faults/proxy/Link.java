package dev.caravan.faults.proxy;

import java.util.function.UnaryOperator;

/** What lies between the two ends of all connections of a {@link TcpProxy}. */
final class Link {
    private final Line toTarget = new Line();
    private final Line toClient = new Line();
    private volatile Shaping shaping = Shaping.NONE;
    private boolean blackHole;

    Line toTarget() {
        return toTarget;
    }

    Line toClient() {
        return toClient;
    }

    Shaping shaping() {
        return shaping;
    }

    synchronized void shape(UnaryOperator<Shaping> change) {
        shaping = change.apply(shaping);
    }

    synchronized void blackHole(boolean on) {
        blackHole = on;
        notifyAll();
    }

    synchronized boolean isBlackHole() {
        return blackHole;
    }

    /** Waits while nothing passes. */
    synchronized void awaitPassage() throws InterruptedException {
        while (blackHole) {
            wait();
        }
    }
}
