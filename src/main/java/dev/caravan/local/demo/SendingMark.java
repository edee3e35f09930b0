package dev.caravan.local.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is there while records are sent. A demo that is killed meanwhile leaves it behind, and no truth about what
 * arrived: no later demo could compare anything in the same data.
 */
final class SendingMark {

    private static final String NAME = "sending";
    private static final String ASIDE = "cut-off-";
    /** Of the run that holds the directory now. */
    private static final Set<String> OF_THIS_RUN = Set.of("caravan.lock", "caravan.pid", "demo.log");

    private final Path directory;

    SendingMark(Path directory) {
        this.directory = directory;
    }

    void set() throws IOException {
        Files.writeString(directory.resolve(NAME), "");
    }

    void clear() throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }

    /** Moves the data of a demo that was killed while it sent into a folder of their own, which is returned. */
    Optional<Path> setAside() throws IOException {
        if (Files.notExists(directory.resolve(NAME))) {
            return Optional.empty();
        }
        int number = 1;
        while (Files.exists(directory.resolve(ASIDE + number))) {
            number++;
        }
        Path aside = Files.createDirectory(directory.resolve(ASIDE + number));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                // The mark goes last: a move that is cut off in its turn is taken up again.
                if (!OF_THIS_RUN.contains(name) && !name.startsWith(ASIDE) && !name.equals(NAME)) {
                    Files.move(entry, aside.resolve(name));
                }
            }
        }
        clear();
        return Optional.of(aside);
    }
}
