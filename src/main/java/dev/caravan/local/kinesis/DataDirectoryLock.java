package dev.caravan.local.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second Kinesis, of this process or another, off a data directory. */
final class DataDirectoryLock {

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, which is created if absent.
     *
     * @throws UncheckedIOException if it is in use or cannot be written
     */
    static DataDirectoryLock take(Path directory) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IOException("another process uses it");
            }
            return new DataDirectoryLock(channel);
        } catch (OverlappingFileLockException e) {
            release(channel);
            throw refused(directory, new IOException("this process uses it already", e));
        } catch (IOException e) {
            release(channel);
            throw refused(directory, e);
        }
    }

    void release() {
        release(channel);
    }

    private static void release(FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the data directory of the local Kinesis", e);
        }
    }

    private static UncheckedIOException refused(Path directory, IOException cause) {
        return new UncheckedIOException(
                "Cannot use " + directory + " as data directory of the local Kinesis: " + cause.getMessage(), cause);
    }
}
