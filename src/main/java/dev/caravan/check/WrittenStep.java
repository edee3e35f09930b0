package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A step, or a route's source, as it stands in a file.
 *
 * @param kind for example {@code to} or {@code filter}
 */
record WrittenStep(String kind, Node key, Node body) {

    private static final Set<String> ENDPOINTS = Set.of("from", "to", "toD", "wireTap", "poll");

    WrittenStep {
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        requireNonNull(body, "body");
    }

    int line() {
        return YamlTree.line(key);
    }

    /** Of its own, without the steps inside of it. */
    int lastLine() {
        return own().mapToInt(YamlTree::lastLine).max().orElseGet(this::line);
    }

    /** What stands in it, without the steps inside of it. */
    private Stream<Node> own() {
        return body instanceof MappingNode
                ? YamlTree.entries(body).stream()
                        .filter(entry -> !YamlTree.text(entry.getKeyNode()).equals("steps"))
                        .map(NodeTuple::getValueNode)
                : Stream.of(body);
    }

    /** Its texts, without those of the steps inside of it. */
    List<ScalarNode> texts() {
        List<ScalarNode> texts = new ArrayList<>();
        own().forEach(node -> collect(node, texts));
        return texts;
    }

    private static void collect(Node node, List<ScalarNode> texts) {
        if (node instanceof ScalarNode text) {
            texts.add(text);
        }
        YamlTree.items(node).forEach(item -> collect(item, texts));
        YamlTree.entries(node).stream()
                .filter(entry -> !YamlTree.text(entry.getKeyNode()).equals("steps"))
                .forEach(entry -> collect(entry.getValueNode(), texts));
    }

    /** What the address begins with, for example {@code lake}; empty if the step has none. */
    String scheme() {
        String uri = uri().orElse("");
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon);
    }

    /** Where it stands in its file. */
    int index() {
        return key.getStartMark().map(Mark::getIndex).orElse(0);
    }

    String id() {
        return YamlTree.text(body, "id");
    }

    /** The address as written, without what stands under {@code parameters}; empty if the step has none. */
    Optional<String> uri() {
        if (!ENDPOINTS.contains(kind)) {
            return Optional.empty();
        }
        String uri = body instanceof ScalarNode ? YamlTree.text(body) : YamlTree.text(body, "uri");
        return Optional.of(uri).filter(text -> !text.isBlank());
    }

    /** Options as written, by name; those inside of {@link #uri()} are not among them. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>();
        for (NodeTuple entry :
                YamlTree.child(body, "parameters").map(YamlTree::entries).orElse(List.of())) {
            parameters.put(YamlTree.text(entry.getKeyNode()), YamlTree.text(entry.getValueNode()));
        }
        return parameters;
    }

    /** The line of an option, or else that of the address. */
    int lineOf(String option) {
        return YamlTree.child(body, "parameters")
                .flatMap(parameters -> YamlTree.entry(parameters, option))
                .or(() -> YamlTree.entry(body, "uri"))
                .map(entry -> YamlTree.line(entry.getKeyNode()))
                .orElseGet(this::line);
    }
}
