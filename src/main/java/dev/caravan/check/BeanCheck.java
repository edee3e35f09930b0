package dev.caravan.check;

import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Beans that steps name by {@code ref:}, {@code #NAME} or {@code #class:NAME} are there. */
final class BeanCheck implements Check {

    private static final Pattern NAME = Pattern.compile("#(?:bean:)?([A-Za-z_][\\w.-]*)");
    private static final Pattern CLASS = Pattern.compile("#class:([\\w.$]+)");

    private final CamelContext context;

    /** @param context with the beans of all files */
    BeanCheck(CamelContext context) {
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
                        if (step.kind().equals("bean")) {
                            YamlTree.child(step.body(), "ref").ifPresent(ref -> placeholders
                                    .resolve("#bean:" + YamlTree.text(ref).replaceFirst("^#?(bean:)?", ""))
                                    .flatMap(this::missing)
                                    .ifPresent(missing -> findings.add(problem(route, ref, missing))));
                        }
                        for (ScalarNode text : step.texts()) {
                            placeholders
                                    .resolve(text.getValue())
                                    .flatMap(this::missing)
                                    .ifPresent(missing -> findings.add(problem(route, text, missing)));
                        }
                    }
                });
        return findings;
    }

    private static Finding problem(WrittenRoute route, Node at, String missing) {
        return route.problem(YamlTree.line(at), missing);
    }

    private Optional<String> missing(String reference) {
        Matcher type = CLASS.matcher(reference);
        if (type.matches()) {
            return context.getClassResolver().resolveClass(type.group(1)) != null
                    ? Optional.empty()
                    : Optional.of("there is no class " + type.group(1) + " on the class path");
        }
        Matcher name = NAME.matcher(reference);
        if (!name.matches() || context.getRegistry().lookupByName(name.group(1)) != null) {
            return Optional.empty();
        }
        Set<String> names =
                context.getRegistry().findByTypeWithName(Object.class).keySet();
        return Optional.of("there is no bean " + name.group(1)
                + Misspelling.nearest(name.group(1), names)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse(": declare it under beans: in a file of the routes"));
    }
}
