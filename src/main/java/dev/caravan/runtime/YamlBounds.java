package dev.caravan.runtime;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** How large a tree may be, with every alias counted as what it stands for: an alias may even hold itself. */
record YamlBounds(int depth, int nodes) {

    static final YamlBounds DEFAULT = new YamlBounds(200, 100_000);

    boolean hold(Node root) {
        return left(root, depth, nodes) >= 0;
    }

    /** Nodes that may still come, negative if the tree is too large. */
    private static int left(Node node, int depth, int nodes) {
        int left = depth == 0 ? -1 : nodes - 1;
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                left = left < 0 ? left : left(item, depth - 1, left);
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                left = left < 0 ? left : left(entry.getKeyNode(), depth - 1, left);
                left = left < 0 ? left : left(entry.getValueNode(), depth - 1, left);
            }
        }
        return left;
    }
}
