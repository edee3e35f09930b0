package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import dev.caravan.runtime.RouteFile;
import dev.caravan.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is checked, from one read.
 *
 * @param files that are YAML lists
 * @param complete whether these are all files: of what stands in another, nothing can be said
 * @param made the routes that could be made; empty before any is
 */
record Candidate(Settings settings, List<RouteFile> files, boolean complete, List<MadeRoute> made) {

    Candidate {
        requireNonNull(settings, "settings");
        files = List.copyOf(files);
        made = List.copyOf(made);
    }

    Candidate with(List<MadeRoute> routes) {
        return new Candidate(settings, files, complete, routes);
    }

    /** All routes as written, those of templates and top-level {@code from:} included; instances have their steps. */
    Stream<WrittenRoute> written() {
        Templates templates = templates();
        return files.stream().flatMap(WrittenRoute::in).map(templates::filled);
    }

    /** Those that become routes: templates do not. */
    Stream<WrittenRoute> routes() {
        return written().filter(route -> route.kind() != WrittenRoute.Kind.TEMPLATE);
    }

    Templates templates() {
        return new Templates(files);
    }

    Placeholders placeholders() {
        return new Placeholders(settings.asMap());
    }
}
