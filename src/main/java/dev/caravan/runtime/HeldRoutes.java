package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.routes.HeldFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Gives a context its routes from the shipped templates and files that were read at one moment, and these files as its {@code file:} resources. */
final class HeldRoutes extends DefaultRoutesCollector {

    private final HeldFiles held;

    HeldRoutes(HeldFiles held) {
        this.held = requireNonNull(held, "held");
    }

    @Override
    public Collection<RoutesBuilder> collectRoutesFromDirectory(CamelContext context, String exclude, String include) {
        held.bindTo(context);
        try {
            List<Resource> files = new ArrayList<>(RouteTemplates.of(context));
            files.addAll(held.routes());
            return PluginHelper.getRoutesLoader(context).findRoutesBuilders(files);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }
}
