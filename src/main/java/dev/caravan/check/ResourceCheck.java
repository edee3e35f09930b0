package dev.caravan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Schemas, templates and scripts that steps name by {@code file:} or {@code classpath:} are there. */
final class ResourceCheck implements Check {

    private static final Pattern LOCATION = Pattern.compile("(?:resource:)?((?:file|classpath):\\S+)");

    private final CamelContext context;

    ResourceCheck(CamelContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        Placeholders placeholders = candidate.placeholders();
        candidate
                .written()
                .filter(route -> route.kind() != WrittenRoute.Kind.TEMPLATE)
                .forEach(route -> {
                    for (WrittenStep step : route.steps()) {
                        for (ScalarNode text : step.texts()) {
                            if (!isAddress(step, text)) {
                                placeholders
                                        .resolve(text.getValue())
                                        .flatMap(this::missing)
                                        .ifPresent(
                                                missing -> findings.add(route.problem(YamlTree.line(text), missing)));
                            }
                        }
                    }
                });
        return findings;
    }

    /** {@code file:} is a component too. */
    private static boolean isAddress(WrittenStep step, ScalarNode text) {
        return text.equals(step.body())
                || YamlTree.entry(step.body(), "uri")
                        .map(NodeTuple::getValueNode)
                        .filter(text::equals)
                        .isPresent();
    }

    private Optional<String> missing(String text) {
        var location = LOCATION.matcher(text);
        if (!location.matches() || text.contains("${")) {
            return Optional.empty();
        }
        Resource resource = ResourceHelper.resolveResource(context, location.group(1));
        return resource != null && resource.exists()
                ? Optional.empty()
                : Optional.of("there is no " + location.group(1) + ": correct the name, or make the file");
    }
}
