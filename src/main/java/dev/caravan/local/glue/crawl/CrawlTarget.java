package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.CatalogException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An include path of a crawler.
 *
 * @param bucket where to look
 * @param prefix empty or ending with {@code /}
 * @param exclusions glob patterns on the key below the prefix
 * @param sampleSize how many objects of a folder are read, when the user says so (AWS: 1 to 249)
 */
public record CrawlTarget(String bucket, String prefix, List<Exclusion> exclusions, OptionalInt sampleSize) {
    private static final Pattern PATH = Pattern.compile("s3[an]?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");
    private static final int MAX_SAMPLE_SIZE = 249;

    /** A glob: {@code *} stays within a folder, {@code **} crosses folders, {@code ?}, {@code [a-z]}, {@code {a,b}}. */
    public record Exclusion(String pattern, PathMatcher matcher) {
        static Exclusion of(String pattern) {
            try {
                return new Exclusion(pattern, FileSystems.getDefault().getPathMatcher("glob:" + pattern));
            } catch (PatternSyntaxException e) {
                throw CatalogException.invalidInput(
                        "Exclusion pattern '" + pattern + "' is not a glob: " + e.getDescription() + ".");
            }
        }

        boolean matches(String relativeKey) {
            return matcher.matches(Path.of(relativeKey));
        }
    }

    public CrawlTarget {
        exclusions = List.copyOf(exclusions);
        if (sampleSize.isPresent() && (sampleSize.getAsInt() < 1 || sampleSize.getAsInt() > MAX_SAMPLE_SIZE)) {
            throw CatalogException.invalidInput(
                    "Sample size " + sampleSize.getAsInt() + " is not between 1 and " + MAX_SAMPLE_SIZE + ".");
        }
    }

    /**
     * Reads {@code s3://bucket/prefix}, with or without a slash at its end.
     *
     * @throws CatalogException {@code InvalidInputException} when it is not such a path
     */
    public static CrawlTarget of(String path, List<String> exclusions, OptionalInt sampleSize) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw CatalogException.invalidInput("S3 target path '" + path + "' is not of the form s3://bucket/prefix.");
        }
        String prefix = parts.group(2) == null ? "" : parts.group(2);
        return new CrawlTarget(
                parts.group(1),
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                exclusions.stream().map(Exclusion::of).toList(),
                sampleSize);
    }

    public String location() {
        return "s3://" + bucket + "/" + prefix;
    }

    /** Whether an object of this key is crawled: not hidden, not a folder marker, not excluded. */
    boolean includes(String key) {
        String relative = key.substring(prefix.length());
        if (relative.isEmpty() || relative.endsWith("/") || relative.endsWith("_$folder$")) {
            return false;
        }
        for (String name : relative.split("/", -1)) {
            if (name.startsWith("_") || name.startsWith(".")) {
                return false;
            }
        }
        return exclusions.stream().noneMatch(exclusion -> exclusion.matches(relative));
    }
}
