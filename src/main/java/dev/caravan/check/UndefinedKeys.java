package dev.caravan.check;

import dev.caravan.runtime.RouteFile;
import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Every <code>{{key}}</code> of a route has a value. */
final class UndefinedKeys implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        Set<String> keys = candidate.settings().asMap().keySet();
        Placeholders placeholders = candidate.placeholders();
        for (RouteFile file : candidate.files()) {
            Set<String> parameters = WrittenRoute.in(file)
                    .filter(route -> route.kind() == WrittenRoute.Kind.TEMPLATE)
                    .flatMap(template -> template.parameters().stream())
                    .map(parameter -> YamlTree.text(parameter, "name"))
                    .collect(Collectors.toSet());
            for (Node entry : file.entries()) {
                YamlTree.walk(entry, node -> placeholders.undefined(YamlTree.text(node)).stream()
                        .filter(key -> !parameters.contains(key))
                        .map(key -> new Finding(
                                Severity.PROBLEM, file.path().toString(), YamlTree.line(node), message(key, keys)))
                        .forEach(findings::add));
            }
        }
        return findings;
    }

    private static String message(String key, Set<String> keys) {
        return "there is no setting " + key
                + Misspelling.nearest(key, keys)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse(": set it in application.properties or with --set " + key + "=...");
    }
}
