package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects below a prefix, read and parsed; an object is read once, since none may ever change. */
final class LakeContent {

    /**
     * @param lines empty if the object cannot be read as gzipped lines
     * @param eTag to see a change of what was there
     */
    private record Stored(String eTag, Optional<List<String>> lines) {}

    /** @param folder the Hive folders of the object that holds the line */
    record Line(String folder, String text) {}

    private final String bucket;
    private final String prefix;
    private final Map<String, Stored> objects = new TreeMap<>();
    private int changed;

    LakeContent(String bucket, String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** Looks for objects that came since. */
    void refresh() {
        for (S3Object object : SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()) {
            if (object.key().startsWith(prefix + "_manifests/")) {
                continue;
            }
            Stored known = objects.get(object.key());
            if (known != null && !known.eTag().equals(object.eTag())) {
                changed++;
            }
            if (known == null) {
                objects.put(object.key(), new Stored(object.eTag(), lines(object.key())));
            }
        }
    }

    List<Line> lines() {
        return objects.entrySet().stream()
                .flatMap(object -> object.getValue().lines().stream()
                        .flatMap(List::stream)
                        .map(line -> new Line(folder(object.getKey()), line)))
                .toList();
    }

    /** Objects that are not gzipped lines of UTF-8, and objects that changed after they were seen. */
    int corrupt() {
        return changed
                + (int) objects.values().stream()
                        .filter(object -> object.lines().isEmpty())
                        .count();
    }

    private String folder(String key) {
        return key.substring(prefix.length(), Math.max(prefix.length(), key.lastIndexOf('/')));
    }

    private Optional<List<String>> lines(String key) {
        byte[] bytes = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                .asByteArray();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            String text = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
            return text.endsWith("\n") && text.indexOf('\uFFFD') < 0
                    ? Optional.of(text.lines().toList())
                    : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }
}
