package dev.caravan.check;

import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What steps name is there: beans as {@code ref:}, {@code #NAME} or {@code #class:NAME}; schemas, templates and scripts as
 * {@code file:} or {@code classpath:}.
 */
final class ReferenceCheck implements Check {

    private static final Pattern BEAN = Pattern.compile("#(?:bean:)?([A-Za-z_][\\w.-]*)");
    private static final Pattern CLASS = Pattern.compile("#class:([\\w.$]+)");
    private static final Pattern RESOURCE = Pattern.compile("(?:resource:)?((?:file|classpath):\\S+)");

    private final CamelContext context;

    /** @param context with the beans of all files */
    ReferenceCheck(CamelContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        Placeholders placeholders = candidate.placeholders();
        candidate.routes().forEach(route -> {
            for (WrittenStep step : route.steps()) {
                for (ScalarNode text : step.texts()) {
                    // An address is told by whom it is the address of; file: is a component too.
                    if (!step.isAddress(text)) {
                        placeholders
                                .resolve(reference(step, text))
                                .filter(reference -> !reference.contains("${"))
                                .flatMap(this::missing)
                                .ifPresent(missing -> findings.add(route.problem(YamlTree.line(text), missing)));
                    }
                }
            }
        });
        return findings;
    }

    private static String reference(WrittenStep step, ScalarNode text) {
        boolean ref = step.kind().equals("bean")
                && YamlTree.child(step.body(), "ref").filter(text::equals).isPresent();
        return ref ? "#bean:" + text.getValue().replaceFirst("^#?(bean:)?", "") : text.getValue();
    }

    private Optional<String> missing(String reference) {
        Matcher type = CLASS.matcher(reference);
        if (type.matches()) {
            return context.getClassResolver().resolveClass(type.group(1)) != null
                    ? Optional.empty()
                    : Optional.of("there is no class " + type.group(1) + " on the class path");
        }
        Matcher resource = RESOURCE.matcher(reference);
        if (resource.matches()) {
            return isThere(resource.group(1))
                    ? Optional.empty()
                    : Optional.of("there is no " + resource.group(1) + ": correct the name, or make the file");
        }
        Matcher bean = BEAN.matcher(reference);
        return bean.matches() && context.getRegistry().lookupByName(bean.group(1)) == null
                ? Optional.of(noBean(bean.group(1)))
                : Optional.empty();
    }

    private boolean isThere(String location) {
        Resource resource = ResourceHelper.resolveResource(context, location);
        return resource != null && resource.exists();
    }

    private String noBean(String name) {
        // By name alone: a look by type would make beans that wait for their first use, and tell of their settings.
        DefaultRegistry registry = context.getRegistry(DefaultRegistry.class);
        Set<String> names = new HashSet<>(((SimpleRegistry) registry.getFallbackRegistry()).keySet());
        names.addAll(((SimpleRegistry) registry.getSupplierRegistry()).keySet());
        return "there is no bean " + name
                + Misspelling.nearest(name, names)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse(": declare it under beans: in a file of the routes");
    }
}
