package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists objects below the directory of the buckets, where object KEY of BUCKET is the file {@code BUCKET/KEY}. Never
 * leaves that directory.
 */
final class LakeObjects {
    private static final Pattern LOCATION = Pattern.compile("s3[an]?://([^/]+)/?(.*)");

    private final Path root;

    LakeObjects(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * The objects below a location in the order of their keys, without empty ones and without those whose name, or
     * the name of a folder below the location, begins with {@code _} or {@code .}, as Hive does.
     *
     * @param location {@code s3://BUCKET/PREFIX}, a folder, whether or not a slash ends it; one without objects gives
     *     none
     * @throws TrinoException if the location is none, or points out of its bucket, or there is no such bucket
     */
    List<LakeObject> list(String location) {
        Path directory = directory(location);
        List<LakeObject> found = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(directory) && hidden(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && attributes.size() > 0
                            && !hidden(file)
                            && !file.equals(directory)) {
                        found.add(object(file, attributes));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        // deleted since its folder was listed, or nothing was ever written below the location
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new TrinoException(
                    LakeError.HIVE_CANNOT_OPEN_SPLIT, "Cannot list the objects below " + location + ": " + e, e);
        }
        found.sort(Comparator.comparing(LakeObject::uri));
        return found;
    }

    private Path directory(String location) {
        Matcher parts = LOCATION.matcher(location == null ? "" : location);
        if (!parts.matches()) {
            throw new TrinoException(
                    LakeError.HIVE_INVALID_METADATA, "The location is not of the form s3://BUCKET/PREFIX: " + location);
        }
        Path bucket = root.resolve(parts.group(1)).normalize();
        Path directory = bucket.resolve(parts.group(2)).normalize();
        if (!root.equals(bucket.getParent()) || !directory.startsWith(bucket)) {
            throw new TrinoException(LakeError.HIVE_INVALID_METADATA, "The location leaves its bucket: " + location);
        }
        if (parts.group(1).startsWith(".") || !Files.isDirectory(bucket)) {
            throw new TrinoException(
                    LakeError.HIVE_FILESYSTEM_ERROR,
                    "The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code:"
                            + " NoSuchBucket; Path: " + location + ")");
        }
        return directory;
    }

    private LakeObject object(Path file, BasicFileAttributes attributes) {
        String uri = "s3://"
                + root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return new LakeObject(
                uri, file, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    private static boolean hidden(Path file) {
        Path name = file.getFileName();
        return name != null
                && (name.toString().startsWith("_") || name.toString().startsWith("."));
    }
}
