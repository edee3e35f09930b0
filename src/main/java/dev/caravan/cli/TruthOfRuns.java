package dev.caravan.cli;

import dev.caravan.failure.FileReason;
import dev.caravan.generate.truth.Truth;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The file that {@code generate} adds to; looked at before the first record is sent, since without it none counts. */
final class TruthOfRuns {

    private final Path file;
    private final CountDownLatch written = new CountDownLatch(1);

    /** @throws SettingsException if the file could not be written later */
    TruthOfRuns(Path file) {
        this.file = file;
        Path directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                read(file);
            }
        } catch (IOException e) {
            throw new SettingsException("The truth file " + file + " cannot be written: " + FileReason.of(e));
        }
        if (!Files.isWritable(directory)) {
            throw new SettingsException(
                    "The truth file " + file + " cannot be written: no file can be made in " + directory);
        }
    }

    /** @throws SettingsException in one line, if it cannot be read */
    static Truth read(Path file) {
        if (!Files.exists(file)) {
            throw new SettingsException("There is no truth file " + file + ": generate writes one with --truth");
        }
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("The truth file " + file + " is no file");
        }
        try {
            return Truth.read(file);
        } catch (IOException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    void add(Truth sent) throws IOException {
        try {
            sent.append(file);
        } finally {
            written.countDown();
        }
    }

    /** Returns when the truth is on disk, or the time is over. */
    void awaitWritten(Duration patience) {
        try {
            if (!written.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the truth file " + file + " was not written within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
