package dev.caravan.local.glue.crawl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of tables as crawlers make them: of the last folder, lower case, {@code _} for what is no letter or digit. */
final class TableName {
    private static final int MAX_LENGTH = 128;

    private TableName() {}

    /**
     * The name for a table at a key prefix.
     *
     * @param tablePrefix the crawler's, may be empty
     * @param keyPrefix of the table; empty when the whole bucket is one
     */
    static String of(String tablePrefix, String bucket, String keyPrefix) {
        String path = keyPrefix.endsWith("/") ? keyPrefix.substring(0, keyPrefix.length() - 1) : keyPrefix;
        String last = path.isEmpty() ? bucket : path.substring(path.lastIndexOf('/') + 1);
        String name = (tablePrefix + last).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return name.length() <= MAX_LENGTH ? name : withHash(name, keyPrefix);
    }

    /** Another name for a table at this location, when the plain one is taken. */
    static String withHash(String name, String location) {
        String hash = "_" + md5(location);
        return name.substring(0, Math.min(name.length(), MAX_LENGTH - hash.length())) + hash;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5.", e);
        }
    }
}
