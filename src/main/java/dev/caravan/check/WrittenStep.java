package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** On which it stands, without the steps inside of it. */
    IntStream lines() {
        return IntStream.concat(IntStream.of(line()), lines(body));
    }

    private static IntStream lines(Node node) {
        IntStream below = IntStream.concat(
                YamlTree.items(node).stream().flatMapToInt(WrittenStep::lines),
                own(node)
                        .flatMapToInt(entry -> IntStream.concat(
                                IntStream.of(YamlTree.line(entry.getKeyNode())), lines(entry.getValueNode()))));
        return IntStream.concat(IntStream.of(YamlTree.line(node)), below);
    }

    private static Stream<NodeTuple> own(Node node) {
        return YamlTree.entries(node).stream()
                .filter(entry -> !YamlTree.text(entry.getKeyNode()).equals("steps"));
    }

    /** Its texts, without those of the steps inside of it. */
    List<ScalarNode> texts() {
        List<ScalarNode> texts = new ArrayList<>();
        collect(body, texts);
        return texts;
    }

    private static void collect(Node node, List<ScalarNode> texts) {
        if (node instanceof ScalarNode text) {
            texts.add(text);
        }
        YamlTree.items(node).forEach(item -> collect(item, texts));
        own(node).forEach(entry -> collect(entry.getValueNode(), texts));
    }

    /** Whether the text is the address itself. */
    boolean isAddress(ScalarNode text) {
        return sends()
                && (text.equals(body)
                        || YamlTree.child(body, "uri").filter(text::equals).isPresent());
    }

    /** Whether it has an address: where records come from or go to. */
    boolean sends() {
        return ENDPOINTS.contains(kind);
    }

    /** What the address begins with, for example {@code lake}; empty if the step has none. */
    String scheme() {
        return uri().orElse("").replaceFirst("(?s)[:?].*$", "");
    }

    String id() {
        return YamlTree.text(body, "id");
    }

    /** The address as written, without what stands under {@code parameters}; empty if the step has none. */
    Optional<String> uri() {
        if (!sends()) {
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
