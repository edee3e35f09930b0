package dev.caravan.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * A directory of one upload's own beside the buckets, on their file system, where an object is kept until it is whole.
 * S3Proxy takes it for a bucket of the name {@link #container()}; no client can name that.
 */
record Draft(Path buckets, String container) implements AutoCloseable {
    private static final String DIRECTORY = ".uploads";

    /** Makes the directory of a new upload. */
    static Draft open(Path buckets) {
        Draft draft = new Draft(buckets, DIRECTORY + "/" + UUID.randomUUID());
        try {
            Files.createDirectories(draft.file(""));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the directory of an upload, " + draft.file(""), e);
        }
        return draft;
    }

    /** Removes what uploads left that were under way when the process was killed. */
    static void removeAll(Path buckets) throws IOException {
        remove(buckets.resolve(DIRECTORY));
    }

    Path file(String key) {
        return buckets.resolve(container).resolve(key);
    }

    /** Takes a file in that is there already, without a copy. */
    void link(Path existing, String key) {
        Path file = file(key);
        try {
            Files.createDirectories(file.getParent());
            Files.createLink(file, existing);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot link " + existing + " to " + file, e);
        }
    }

    /** Removes what is left of the upload. */
    @Override
    public void close() {
        try {
            remove(file(""));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the directory of an upload, " + file(""), e);
        }
    }

    private static void remove(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
