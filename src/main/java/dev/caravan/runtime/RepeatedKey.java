package dev.caravan.runtime;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A key that a mapping has twice, which YAML forbids: Camel would take one of the two values and never say which. */
final class RepeatedKey {

    private RepeatedKey() {}

    /** The second of the first such pair, in the order of the file. */
    static Optional<ScalarNode> in(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().flatMap(item -> in(item).stream()).findFirst();
        }
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
                return Optional.of(key);
            }
            Optional<ScalarNode> below = in(entry.getValueNode());
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }
}
