package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The top-level items of files of routes, as texts that are equal for equal definitions, however they are laid out. */
final class RouteItems {

    private static final String TEMPLATE = "routeTemplate";
    private static final String TEMPLATED = "templatedRoute";
    private static final String CONFIGURATION = "routeConfiguration";

    /**
     * @param id of the route, template or configuration; null if it has none, or for any other item
     * @param template that a templated route is made from
     */
    private record Item(Path file, String kind, String id, String template, String text) {

        boolean isRoute() {
            return kind.equals("route") || kind.equals("from") || kind.equals(TEMPLATED);
        }

        boolean needsId() {
            return isRoute() || kind.equals(TEMPLATE) || kind.equals(CONFIGURATION);
        }
    }

    private final List<Item> items = new ArrayList<>();

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException for a file that is no YAML */
    RouteItems(RouteSet files) {
        requireNonNull(files, "files");
        for (Path file : files.routes()) {
            if (new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build()).loadFromString(files.text(file))
                    instanceof List<?> list) {
                list.forEach(item -> add(file, item));
            }
        }
    }

    private void add(Path file, Object item) {
        if (item instanceof Map<?, ?> map) {
            map.forEach((key, value) -> items.add(item(file, String.valueOf(key), value)));
        }
    }

    private static Item item(Path file, String kind, Object value) {
        Map<?, ?> fields = value instanceof Map<?, ?> map ? map : Map.of();
        Object id = fields.get(kind.equals(TEMPLATED) ? "routeId" : "id");
        Object template = fields.get("routeTemplateRef");
        return new Item(
                file,
                kind,
                id == null || kind.equals("from") ? null : id.toString(),
                template == null ? null : template.toString(),
                kind + ": " + new Dump(DumpSettings.builder().build()).dumpToString(value));
    }

    /** What keeps these files from being taken up while others run. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Item item : items) {
            if (item.needsId() && item.id() == null) {
                problems.add("Routes file " + item.file() + ": a " + item.kind() + " has no "
                        + (item.kind().equals(TEMPLATED) ? "routeId" : "id")
                        + ", by which it could be told from the one that runs: give it one");
            }
            if (item.kind().startsWith("rest")) {
                problems.add("Routes file " + item.file() + ": " + item.kind() + " is only read at a start");
            }
        }
        return problems;
    }

    /**
     * Everything that is written of one route, except of those that it reaches: its definition, or its template with the
     * parameters; and what its file says for all its routes, such as an error handler.
     */
    String text(String route) {
        Optional<Item> own = items.stream()
                .filter(item -> item.isRoute() && route.equals(item.id()))
                .findFirst();
        return items.stream()
                .filter(item -> own.filter(of -> belongs(item, of)).isPresent() || isForAll(item))
                .map(Item::text)
                .collect(Collectors.joining());
    }

    private static boolean belongs(Item item, Item route) {
        return item.equals(route)
                || (item.kind().equals(TEMPLATE)
                        && item.id() != null
                        && item.id().equals(route.template()))
                || (!item.needsId() && item.file().equals(route.file()));
    }

    /** A fingerprint has all of a configuration but its error handler. */
    private static boolean isForAll(Item item) {
        return item.kind().equals(CONFIGURATION) && item.text().contains("errorHandler");
    }

    /** Files that the routes stand in. */
    Set<Path> filesOf(Set<String> routes) {
        return items.stream()
                .filter(item -> item.isRoute() && item.id() != null && routes.contains(item.id()))
                .map(Item::file)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> templatesIn(Set<Path> files) {
        return ids(TEMPLATE, files);
    }

    Set<String> configurationsIn(Set<Path> files) {
        return ids(CONFIGURATION, files);
    }

    private Set<String> ids(String kind, Set<Path> files) {
        return items.stream()
                .filter(item -> item.kind().equals(kind) && item.id() != null && files.contains(item.file()))
                .map(Item::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
