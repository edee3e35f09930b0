package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import dev.caravan.runtime.RouteFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A route as it stands in a file, before anything is made of it.
 *
 * @param key what it begins with
 * @param body what stands below it
 */
record WrittenRoute(RouteFile file, Kind kind, Node key, Node body) {

    enum Kind {
        ROUTE,
        TEMPLATE,
        /** Made from a template: it has neither source nor steps of its own. */
        INSTANCE,
        /** A top-level {@code from}. */
        NAMELESS
    }

    WrittenRoute {
        requireNonNull(file, "file");
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        requireNonNull(body, "body");
    }

    static Stream<WrittenRoute> in(RouteFile file) {
        return file.entries().stream()
                .flatMap(entry -> YamlTree.entries(entry).stream())
                .flatMap(entry -> of(file, entry).stream());
    }

    private static Optional<WrittenRoute> of(RouteFile file, NodeTuple entry) {
        Optional<Kind> kind =
                switch (YamlTree.text(entry.getKeyNode())) {
                    case "route" -> Optional.of(Kind.ROUTE);
                    case "routeTemplate" -> Optional.of(Kind.TEMPLATE);
                    case "templatedRoute" -> Optional.of(Kind.INSTANCE);
                    case "from" -> Optional.of(Kind.NAMELESS);
                    default -> Optional.empty();
                };
        return kind.map(found -> new WrittenRoute(file, found, entry.getKeyNode(), entry.getValueNode()));
    }

    int line() {
        return YamlTree.line(key);
    }

    int lastLine() {
        return YamlTree.lastLine(body);
    }

    String id() {
        return switch (kind) {
            case NAMELESS -> "";
            case INSTANCE -> YamlTree.text(body, "routeId");
            case ROUTE, TEMPLATE -> YamlTree.text(body, "id");
        };
    }

    /** {@code route ID}, or what it is if it has no id. */
    String name() {
        return id().isEmpty() ? "this route" : "route " + id();
    }

    /** Where the records come from: {@code uri}, {@code parameters} and {@code steps}. */
    Optional<WrittenStep> from() {
        if (kind == Kind.NAMELESS) {
            return Optional.of(new WrittenStep("from", key, body));
        }
        Node holder = YamlTree.child(body, "route").orElse(body);
        return YamlTree.entry(holder, "from")
                .map(entry -> new WrittenStep("from", entry.getKeyNode(), entry.getValueNode()));
    }

    /** Every step, those inside of others too, in the order of the file. */
    List<WrittenStep> steps() {
        List<WrittenStep> steps = new ArrayList<>();
        YamlTree.walk(body, node -> YamlTree.child(node, "steps").stream()
                .flatMap(list -> YamlTree.items(list).stream())
                .flatMap(step -> YamlTree.entries(step).stream())
                .forEach(step -> steps.add(
                        new WrittenStep(YamlTree.text(step.getKeyNode()), step.getKeyNode(), step.getValueNode()))));
        steps.sort(Comparator.comparingInt(WrittenStep::index));
        return steps;
    }

    Finding problem(int at, String message) {
        return new Finding(Severity.PROBLEM, path(), at, message);
    }

    Finding warning(int at, String message) {
        return new Finding(Severity.WARNING, path(), at, message);
    }

    /** The file, as a user would write it. */
    String path() {
        return file.path().toString();
    }

    /** Names that an instance of a template gives values to. */
    Set<String> templateParameters() {
        return YamlTree.child(body, "parameters").stream()
                .flatMap(list -> YamlTree.items(list).stream())
                .map(parameter -> YamlTree.text(parameter, "name"))
                .collect(Collectors.toSet());
    }
}
