package dev.caravan.local.s3;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/**
 * Which file holds an object. A key that no file can have as its path, such as {@code a//b} or {@code a/../b}, holds no
 * object here: taken for a path it would be another object's.
 *
 * @param buckets directory that holds one directory a bucket
 */
record ObjectFiles(Path buckets) {
    private static final Pattern RESERVED = Pattern.compile("[.]mpus-.*|[.]s3proxy-(slash|versions)");

    /** What file systems take between two slashes. */
    private static final int MAX_NAME_BYTES = 255;

    boolean bucketExists(String bucket) {
        return !bucket.startsWith(".") && Files.isDirectory(buckets.resolve(bucket));
    }

    /** Whether S3 takes a bucket of this name. */
    static boolean isBucketName(String name) {
        return name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") && !name.contains("..");
    }

    /** Whether a key is one that tools make for an empty folder; S3Proxy keeps such an object as the directory itself. */
    static boolean isFolder(String key) {
        return key.endsWith("/");
    }

    /** The file of a key, or the directory of a folder's, there or not; empty if none can be named so. */
    Optional<Path> find(String bucket, String key) {
        Path directory = buckets.resolve(bucket);
        String path = isFolder(key) ? key.substring(0, key.length() - 1) : key;
        try {
            Path file = directory.resolve(path);
            boolean same = file.startsWith(directory)
                    && file.equals(file.normalize())
                    && directory.relativize(file).toString().equals(path);
            return same ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException notOfThisFileSystem) {
            return Optional.empty();
        }
    }

    /**
     * The file for a new object.
     *
     * @throws S3ProxyException 501 if no file can be named so, or if a part of the key before a slash is an object, or
     *     the key is such a part of another's; 400 if the name is one of those that S3Proxy keeps for itself
     */
    Path create(String bucket, String key) {
        Path file = find(bucket, key)
                .filter(path -> !isFolder(key))
                .orElseThrow(() -> refused(key, "no file has such a name in this locale"));
        Path directory = buckets.resolve(bucket);
        String first = directory.relativize(file).getName(0).toString();
        if (RESERVED.matcher(first).matches()) {
            throw S3Exceptions.invalidArgument("Keys that begin with " + first + " are reserved here.");
        }
        for (Path name : directory.relativize(file)) {
            if (name.toString().getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw refused(key, "a name in it is longer than " + MAX_NAME_BYTES + " bytes");
            }
        }
        if (Files.isDirectory(file)) {
            throw refused(key, "it is a folder of other objects");
        }
        for (Path folder = file.getParent(); !folder.equals(directory); folder = folder.getParent()) {
            if (Files.isRegularFile(folder)) {
                throw refused(key, directory.relativize(folder) + " is an object");
            }
        }
        return file;
    }

    private static S3ProxyException refused(String key, String reason) {
        return new S3ProxyException(
                S3ErrorCode.NOT_IMPLEMENTED,
                "The key " + key + " cannot be kept here, where keys are paths of files: " + reason);
    }
}
