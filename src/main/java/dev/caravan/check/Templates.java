package dev.caravan.check;

import dev.caravan.runtime.RouteFile;
import dev.caravan.runtime.RouteTemplates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The templates that routes may be made from: the shipped ones, and those of the files. */
final class Templates {

    private static final List<WrittenTemplate> SHIPPED =
            RouteTemplates.files().stream().flatMap(Templates::in).toList();

    private final Map<String, WrittenTemplate> byId = new TreeMap<>();

    /** Of two with one id Camel takes the first, and the shipped ones come first. */
    Templates(Collection<RouteFile> files) {
        Stream.concat(SHIPPED.stream(), files.stream().flatMap(Templates::in))
                .forEach(template -> byId.putIfAbsent(template.route().id(), template));
    }

    private static Stream<WrittenTemplate> in(RouteFile file) {
        return WrittenRoute.in(file)
                .filter(route -> route.kind() == WrittenRoute.Kind.TEMPLATE
                        && !route.id().isEmpty())
                .map(WrittenTemplate::of);
    }

    static boolean isShipped(WrittenTemplate template) {
        return SHIPPED.contains(template);
    }

    Set<String> ids() {
        return byId.keySet();
    }

    Optional<WrittenTemplate> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The template that a route asks for; empty if it asks for none, or for one that is not there. */
    Optional<WrittenTemplate> of(WrittenRoute route) {
        return find(route.template());
    }

    /** A route that is made from a template with the template's steps, any other as it is. */
    WrittenRoute filled(WrittenRoute route) {
        return of(route).map(template -> template.filledFor(route)).orElse(route);
    }
}
