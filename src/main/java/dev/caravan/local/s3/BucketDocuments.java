package dev.caravan.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps bucket documents as files {@code DIRECTORY/BUCKET/PARAMETER}, apart from the objects.
 *
 * @param buckets directory that holds one directory a bucket
 * @param directory of the documents
 */
record BucketDocuments(Path buckets, Path directory) {
    boolean bucketExists(String bucket) {
        return Files.isDirectory(buckets.resolve(bucket));
    }

    synchronized Optional<byte[]> find(String bucket, BucketDocument kind) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(bucket, kind)));
        } catch (NoSuchFileException neverPut) {
            return Optional.empty();
        }
    }

    synchronized void put(String bucket, BucketDocument kind, byte[] content) throws IOException {
        Path file = file(bucket, kind);
        Files.createDirectories(directory.resolve(bucket));
        Path draft = file.resolveSibling(kind.parameter + ".new");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    synchronized void delete(String bucket, BucketDocument kind) throws IOException {
        Files.deleteIfExists(file(bucket, kind));
    }

    /** Drops all documents of a bucket that is no more. */
    synchronized void forget(String bucket) throws IOException {
        for (BucketDocument kind : BucketDocument.values()) {
            delete(bucket, kind);
        }
    }

    private Path file(String bucket, BucketDocument kind) {
        return directory.resolve(bucket).resolve(kind.parameter);
    }
}
