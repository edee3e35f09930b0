package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one stream is kept: its state in {@code stream.json}, each shard's records in a folder named as the shard.
 *
 * @param path the directory
 */
record StreamDirectory(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE_FILE = "stream.json";
    /** A stream may be named "..", which a directory may not. */
    private static final String PREFIX = "stream-";

    static StreamDirectory of(Path dataDirectory, String streamName) {
        return new StreamDirectory(dataDirectory.resolve(PREFIX + streamName));
    }

    /** The streams of a data directory. */
    static List<StreamDirectory> list(Path dataDirectory) {
        try (Stream<Path> entries = Files.list(dataDirectory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> Files.exists(entry.resolve(STATE_FILE)))
                    .map(StreamDirectory::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the streams in " + dataDirectory, e);
        }
    }

    Path shard(int number) {
        return path.resolve(Shard.id(number));
    }

    StreamState load() {
        Path file = path.resolve(STATE_FILE);
        try {
            return JSON.readValue(file.toFile(), StreamState.class);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read the stream in " + file + ": remove the data directory, or restore it.", e);
        }
    }

    /** Writes the state beside the old one and puts it in its place at once. */
    void save(StreamState state) {
        Path fresh = path.resolve(STATE_FILE + ".new");
        try {
            Files.createDirectories(path);
            Files.write(fresh, JSON.writeValueAsBytes(state));
            Files.move(
                    fresh,
                    path.resolve(STATE_FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the stream to " + path, e);
        }
    }

    /** Removes everything; the state first, so that what is left of a delete that was cut off is no stream. */
    void delete() {
        try {
            Files.deleteIfExists(path.resolve(STATE_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the stream in " + path, e);
        }
        deleteTree(path);
    }

    void deleteShard(int number) {
        deleteTree(shard(number));
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + root, e);
        }
    }
}
