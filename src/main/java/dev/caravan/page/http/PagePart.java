package dev.caravan.page.http;

import io.vertx.ext.web.Router;
import java.util.Set;

/** A part of the page that answers requests of its own, under {@code /page/api/}. */
public interface PagePart extends AutoCloseable {

    /** By which the page knows that it is there. */
    String name();

    /** Paths that ask for no token, since they ask for something else or hold nothing. */
    default Set<String> open() {
        return Set.of();
    }

    void mount(Router router);

    @Override
    void close();
}
