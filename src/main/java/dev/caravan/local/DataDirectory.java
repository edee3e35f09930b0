package dev.caravan.local;

import dev.caravan.failure.FileReason;
import dev.caravan.local.process.LocalStartException;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data directory held by this run. The lock is the operating system's, so that it ends with the process, however the
 * process ends; the file beside it says who holds it.
 */
public final class DataDirectory implements AutoCloseable {
    /** Locks of the operating system belong to the process, so that two runs inside one must be told apart here. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory when it is new and takes it for this run.
     *
     * @throws SettingsException in one line, if it cannot be written or another run uses it
     */
    public static DataDirectory take(Path wanted) {
        Path path = created(wanted);
        if (!HELD_HERE.add(path)) {
            throw inUse(path, "this process");
        }
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(path.resolve("caravan.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path, holder(path));
            }
            Path holder = path.resolve("caravan.pid");
            Files.writeString(holder, Long.toString(ProcessHandle.current().pid()), StandardCharsets.US_ASCII);
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            release(path, channel);
            throw unwritable(path, e);
        } catch (SettingsException e) {
            release(path, channel);
            throw e;
        }
    }

    /** Gives the directory up for the next run. Idempotent. */
    @Override
    public void close() {
        if (channel.isOpen()) {
            release(path, channel);
        }
    }

    private static Path created(Path wanted) {
        try {
            return Files.createDirectories(wanted).toRealPath();
        } catch (IOException e) {
            throw unwritable(wanted, e);
        }
    }

    private static String holder(Path path) {
        try {
            return "process " + Files.readString(path.resolve("caravan.pid"), StandardCharsets.US_ASCII);
        } catch (IOException justStarting) {
            return "another process";
        }
    }

    private static void release(Path path, FileChannel channel) {
        HELD_HERE.remove(path);
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalStartException("Cannot give up the lock of the data directory " + path + ": " + e, e);
        }
    }

    private static SettingsException inUse(Path path, String holder) {
        return new SettingsException("The data directory " + path + " is in use by " + holder
                + ": end that run, or give this one another directory with --data");
    }

    private static SettingsException unwritable(Path path, IOException cause) {
        return new SettingsException("The data directory " + path + " cannot be written: " + FileReason.of(cause)
                + ". Name another one with --data");
    }
}
