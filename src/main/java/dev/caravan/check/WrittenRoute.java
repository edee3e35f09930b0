package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import dev.caravan.runtime.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A route as it stands in a file, before anything is made of it.
 *
 * @param key what it begins with
 * @param body what stands below it
 * @param flow where its source and its steps stand
 */
record WrittenRoute(RouteFile file, Kind kind, Node key, Node body, Node flow) {

    enum Kind {
        ROUTE,
        TEMPLATE,
        /** Made from a template, whose source and steps it has once it is filled. */
        INSTANCE,
        /** A top-level {@code from}. */
        NAMELESS
    }

    WrittenRoute {
        requireNonNull(file, "file");
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        requireNonNull(body, "body");
        requireNonNull(flow, "flow");
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
        Node body = entry.getValueNode();
        return kind.map(found -> new WrittenRoute(
                file,
                found,
                entry.getKeyNode(),
                body,
                YamlTree.child(body, "route").orElse(body)));
    }

    WrittenRoute withFlow(Node other) {
        return new WrittenRoute(file, kind, key, body, other);
    }

    int line() {
        return YamlTree.line(key);
    }

    int lastLine() {
        return YamlTree.lastLine(body);
    }

    /** All that it stands on. */
    IntStream lines() {
        return IntStream.rangeClosed(line(), lastLine());
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
        return YamlTree.entry(flow, "from")
                .map(entry -> new WrittenStep("from", entry.getKeyNode(), entry.getValueNode()));
    }

    /** Every step, those inside of others too, in the order of the file. */
    List<WrittenStep> steps() {
        List<WrittenStep> steps = new ArrayList<>();
        collect(flow, steps);
        return steps;
    }

    private static void collect(Node node, List<WrittenStep> steps) {
        YamlTree.items(node).forEach(item -> collect(item, steps));
        for (NodeTuple entry : YamlTree.entries(node)) {
            if (YamlTree.text(entry.getKeyNode()).equals("steps")) {
                for (Node item : YamlTree.items(entry.getValueNode())) {
                    for (NodeTuple step : YamlTree.entries(item)) {
                        steps.add(new WrittenStep(
                                YamlTree.text(step.getKeyNode()), step.getKeyNode(), step.getValueNode()));
                        collect(step.getValueNode(), steps);
                    }
                }
            } else {
                collect(entry.getValueNode(), steps);
            }
        }
    }

    /** Of the value of a key, or of the route if it has no such key. */
    int lineOf(String key) {
        return YamlTree.child(body, key).map(YamlTree::line).orElseGet(this::line);
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

    /** The id of the template that it is made from; empty if it is made from none. */
    String template() {
        return kind == Kind.INSTANCE ? YamlTree.text(body, "routeTemplateRef") : "";
    }

    /** Those that a template has, or that are given to one. */
    List<Node> parameters() {
        return YamlTree.child(body, "parameters").map(YamlTree::items).orElse(List.of());
    }
}
