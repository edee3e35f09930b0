package dev.caravan.cli;

import org.slf4j.LoggerFactory;

/** A process of its own for {@link OutOfMemoryTest}: it lives on, unless something ends it. */
final class OutOfMemoryProbe {

    private OutOfMemoryProbe() {}

    public static void main(String[] args) throws InterruptedException {
        OutOfMemory.endsTheProcess();
        Throwable failure = new IllegalStateException("as libraries wrap it", new OutOfMemoryError("planted"));
        Thread thread = new Thread(() -> {
            switch (args[0]) {
                case "uncaught" -> throw new OutOfMemoryError("planted");
                case "logged" -> LoggerFactory.getLogger("library").trace("A worker failed", failure);
                case "logged with words" -> LoggerFactory.getLogger("library").trace("{} failed", "a worker", failure);
                default -> throw new IllegalStateException("another error");
            }
        });
        thread.start();
        thread.join();
        System.out.println("lives on");
    }
}
