package dev.caravan.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A process of its own for {@link StopSignalTest}. */
final class StopSignalProbe {

    private StopSignalProbe() {}

    public static void main(String[] args) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CountDownLatch stopped = new CountDownLatch(1);
        int code = 99;
        try {
            code = StopSignal.during(
                    "probe: stopping",
                    err,
                    () -> switch (args[0]) {
                        case "ends" -> 2;
                        case "throws" -> throw new IllegalStateException("of its own");
                        default -> {
                            System.out.println("works");
                            stopped.await();
                            throw new IllegalStateException("a consequence of the stop");
                        }
                    },
                    () -> {
                        stopped.countDown();
                        if (args[0].equals("fails to stop")) {
                            throw new IllegalStateException("a service hangs");
                        }
                        return 0;
                    });
        } catch (Exception e) {
            System.out.println(e.getMessage());
        }
        System.exit(code);
    }
}
