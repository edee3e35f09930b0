package dev.caravan.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** An option of an address is one text: Camel's schema takes a list or a mapping too, and Camel does not. */
final class NestedOptions implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        return candidate.files().stream()
                .flatMap(WrittenRoute::in)
                .flatMap(route -> Stream.concat(route.from().stream(), route.steps().stream())
                        .filter(WrittenStep::sends)
                        .flatMap(step -> faults(route, step)))
                .toList();
    }

    private static Stream<Finding> faults(WrittenRoute route, WrittenStep step) {
        return YamlTree.child(step.body(), "parameters").map(YamlTree::entries).orElse(List.of()).stream()
                .flatMap(
                        option -> fault(step, option)
                                .map(message -> route.problem(YamlTree.line(option.getKeyNode()), message))
                                .stream());
    }

    private static Optional<String> fault(WrittenStep step, NodeTuple option) {
        String name = YamlTree.text(option.getKeyNode());
        Node value = option.getValueNode();
        String start = "the option " + name + " of " + step.scheme() + ": is one text, found ";
        if (value instanceof SequenceNode) {
            return Optional.of(start + "a list: write " + name + ": \"" + joined(value) + "\"");
        }
        return value instanceof MappingNode
                ? Optional.of(start + "a mapping: write " + name + "." + firstKey(value) + ": VALUE, and so on")
                : Optional.empty();
    }

    private static String joined(Node list) {
        List<Node> items = YamlTree.items(list);
        return items.stream().allMatch(ScalarNode.class::isInstance)
                ? items.stream().map(YamlTree::text).collect(Collectors.joining(","))
                : "...";
    }

    private static String firstKey(Node mapping) {
        return YamlTree.entries(mapping).stream()
                .map(entry -> YamlTree.text(entry.getKeyNode()))
                .findFirst()
                .orElse("KEY");
    }
}
