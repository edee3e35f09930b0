package dev.caravan.local.kafka;

import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/**
 * What a broker does that cannot go on: it ends this process, by its own design, and says why in its log alone. Here it
 * says so to the user as well.
 */
record BrokerEnd(Path directory) {

    private static final long SPACE_NEEDED = 1 << 20;

    /** For every broker of this process from now on. */
    void announce() {
        Exit.setHaltProcedure(this::end);
        Exit.setExitProcedure(this::end);
    }

    private void end(int code, String message) {
        System.err.println(text(directory.toFile().getUsableSpace(), message));
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    String text(long usableSpace, String message) {
        String reason =
                usableSpace < SPACE_NEEDED ? "no space is left there" : message == null ? "see the log" : message;
        return "The embedded Kafka cannot go on with its data in " + directory + ": " + reason
                + (usableSpace < SPACE_NEEDED ? ". Free some, or name another directory with --data" : "");
    }
}
