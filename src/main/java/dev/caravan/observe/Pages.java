package dev.caravan.observe;

import io.vertx.ext.web.Router;
import java.util.Set;

/** What the management port answers besides probes and metrics. */
public interface Pages extends AutoCloseable {

    /** Nothing. */
    Pages NONE = new Pages() {
        @Override
        public Set<String> open() {
            return Set.of();
        }

        @Override
        public void mount(Router router) {}

        @Override
        public void close() {}
    };

    /** Paths that ask for no token, since they hold nothing of this process; each as it is compared, without a wildcard. */
    Set<String> open();

    /** Adds handlers; those of the token and of the host stand before them. */
    void mount(Router router);

    @Override
    void close();
}
