package dev.caravan.page.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * One file of the page, held in memory.
 *
 * @param path under which it is served
 */
record PageFile(String path, String type, byte[] bytes) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** @param resource on the class path */
    static PageFile of(String path, String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("No content type is known for " + resource);
        }
        try (InputStream content = PageFile.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("The file " + resource + " is not in this build");
            }
            return new PageFile(path, type, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + resource, e);
        }
    }
}
