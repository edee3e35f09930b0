package dev.caravan.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A template's steps with the values that a route gives. What a value went into stands on the line of that value, and all
 * else on the line of the route, so that a finding leads to what its writer can mend.
 */
final class Filling {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([\\w.-]+)}}");

    private final WrittenTemplate template;
    private final Map<String, Node> given = new HashMap<>();
    private final Optional<Mark> place;

    Filling(WrittenTemplate template, WrittenRoute route) {
        this.template = template;
        this.place = route.key().getStartMark();
        route.parameters().stream()
                .filter(parameter -> template.parameters().containsKey(WrittenTemplate.name(parameter)))
                .forEach(parameter -> YamlTree.child(parameter, "value")
                        .ifPresent(value -> given.put(WrittenTemplate.name(parameter), value)));
    }

    Node of(Node node) {
        if (node instanceof ScalarNode text) {
            return of(text);
        }
        if (node instanceof SequenceNode list) {
            List<Node> items = list.getValue().stream().map(this::of).toList();
            return new SequenceNode(list.getTag(), true, items, list.getFlowStyle(), place, place);
        }
        List<NodeTuple> entries = new ArrayList<>();
        for (NodeTuple entry : YamlTree.entries(node)) {
            if (!isLeftOut(entry.getValueNode())) {
                Node value = of(entry.getValueNode());
                entries.add(new NodeTuple(at(entry.getKeyNode(), value), value));
            }
        }
        MappingNode mapping = (MappingNode) node;
        return new MappingNode(mapping.getTag(), true, entries, mapping.getFlowStyle(), place, place);
    }

    /** An option whose only value would be that of an optional parameter which is not given. */
    private boolean isLeftOut(Node value) {
        Matcher whole = PLACEHOLDER.matcher(YamlTree.text(value));
        return whole.matches() && !whole.group(1).isEmpty() && value(whole).isEmpty();
    }

    /** A key stands where its value does. */
    private Node at(Node key, Node value) {
        Optional<Mark> mark = value instanceof ScalarNode ? value.getStartMark() : place;
        return key instanceof ScalarNode text ? scalar(text, text.getValue(), mark) : of(key);
    }

    private ScalarNode of(ScalarNode text) {
        Matcher matcher = PLACEHOLDER.matcher(text.getValue());
        Optional<Mark> mark = matcher.results()
                .map(found -> given.get(name(found)))
                .filter(value -> value != null)
                .findFirst()
                .flatMap(Node::getStartMark)
                .or(() -> place);
        String filled = matcher.replaceAll(
                found -> Matcher.quoteReplacement(value(found).orElseGet(found::group)));
        return scalar(text, filled, mark);
    }

    private static ScalarNode scalar(ScalarNode like, String text, Optional<Mark> mark) {
        return new ScalarNode(like.getTag(), true, text, like.getScalarStyle(), mark, mark);
    }

    private Optional<String> value(MatchResult found) {
        String name = name(found);
        return Optional.ofNullable(given.get(name)).map(YamlTree::text).or(() -> Optional.ofNullable(
                        template.parameters().get(name))
                .flatMap(WrittenTemplate.Parameter::fallback));
    }

    private static String name(MatchResult found) {
        return StringHelper.dashToCamelCase(found.group(2));
    }
}
