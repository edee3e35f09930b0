package dev.caravan.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks into the nodes of a YAML tree; what is not there is empty. */
final class YamlTree {

    private YamlTree() {}

    static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    static List<Node> items(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    static Optional<NodeTuple> entry(Node node, String key) {
        return entries(node).stream()
                .filter(entry -> text(entry.getKeyNode()).equals(key))
                .findFirst();
    }

    static Optional<Node> child(Node node, String key) {
        return entry(node, key).map(NodeTuple::getValueNode);
    }

    /** A scalar's text; empty for any other node. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The text below a key; empty if there is none. */
    static String text(Node node, String key) {
        return child(node, key).map(YamlTree::text).orElse("");
    }

    /** From 1. */
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    /** The last line that a node reaches, from 1. */
    static int lastLine(Node node) {
        int[] last = {line(node)};
        walk(node, inner -> last[0] = Math.max(last[0], line(inner)));
        return last[0];
    }

    /** The node and every one below it, keys before their values, in the order of the file. */
    static void walk(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        items(node).forEach(item -> walk(item, visitor));
        for (NodeTuple entry : entries(node)) {
            walk(entry.getKeyNode(), visitor);
            walk(entry.getValueNode(), visitor);
        }
    }
}
