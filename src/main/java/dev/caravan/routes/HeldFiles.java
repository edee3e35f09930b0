package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultResourceLoader;
import org.apache.camel.impl.engine.DefaultResourceResolvers;
import org.apache.camel.spi.Resource;

/**
 * What {@code file:} resources of a context say: the content that was tried together with the routes, whatever has been
 * written to disk since. So a route that starts again, or the fingerprint of its pins, never sees another schema than the
 * one that its definition came with. A file that is not held is read from disk.
 */
public final class HeldFiles extends DefaultResourceResolvers.FileResolver {

    private volatile RouteSet files;

    public HeldFiles(RouteSet files) {
        this.files = requireNonNull(files, "files");
    }

    public void bindTo(CamelContext context) {
        context.getRegistry().bind(DefaultResourceLoader.RESOURCE_LOADER_KEY_PREFIX + SCHEME, this);
        setCamelContext(context);
    }

    /** What routes are loaded from. */
    public List<Resource> routes() {
        return files.resources();
    }

    void hold(RouteSet others) {
        files = requireNonNull(others, "others");
    }

    @Override
    public Resource createResource(String location, String remaining) {
        Path file = NamedFiles.path(remaining);
        return files.content(file)
                .<Resource>map(content -> new HeldResource(location, content))
                .orElseGet(() -> super.createResource(location, remaining));
    }
}
