package dev.caravan.local.s3;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What uploads leave that are under way when the process is killed. */
final class Leftovers {
    /** S3Proxy writes a part beside its place, under the part's name and a UUID. */
    private static final Pattern UNFINISHED_PART =
            Pattern.compile(".*-(\\d+|stub)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Leftovers() {}

    /** Removes them; parts that are whole stay, as their upload may go on. */
    static void removeFrom(Path buckets) throws IOException {
        Draft.removeAll(buckets);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(buckets, Files::isDirectory)) {
            for (Path bucket : all) {
                removeFromBucket(bucket);
            }
        }
    }

    private static void removeFromBucket(Path bucket) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(bucket, ".mpus-*")) {
            for (Path part : parts) {
                for (Path file : unfinished(part)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Path> unfinished(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> UNFINISHED_PART
                            .matcher(file.getFileName().toString())
                            .matches())
                    .toList();
        }
    }
}
