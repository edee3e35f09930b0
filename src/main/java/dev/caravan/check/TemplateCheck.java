package dev.caravan.check;

import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** A route names a template that is there, and gives it what it needs and nothing else; no two templates have one id. */
final class TemplateCheck implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        Templates templates = candidate.templates();
        List<Finding> findings = new ArrayList<>();
        candidate.written().forEach(route -> {
            switch (route.kind()) {
                case TEMPLATE -> taken(route, templates).ifPresent(findings::add);
                case INSTANCE ->
                    templates
                            .of(route)
                            .ifPresentOrElse(
                                    template -> parameters(route, template, findings),
                                    () -> missing(route, candidate, templates).ifPresent(findings::add));
                case ROUTE, NAMELESS -> {}
            }
        });
        return findings;
    }

    private static Optional<Finding> taken(WrittenRoute route, Templates templates) {
        return templates
                .find(route.id())
                .filter(first -> !first.route().equals(route))
                .map(first -> route.problem(
                        route.lineOf("id"),
                        "the template " + route.id() + " is declared already, "
                                + (Templates.isShipped(first)
                                        ? "by Caravan itself"
                                        : "in " + first.route().path() + ":"
                                                + first.route().line())
                                + ", and Camel takes that one: give this one another id"));
    }

    private static Optional<Finding> missing(WrittenRoute route, Candidate candidate, Templates templates) {
        String id = route.template();
        if (id.isEmpty() || !candidate.complete()) {
            return Optional.empty();
        }
        Set<String> ids = templates.ids();
        return Optional.of(route.problem(
                route.lineOf("routeTemplateRef"), "there is no template " + id + meant(id, ids, ": there are ")));
    }

    private static void parameters(WrittenRoute route, WrittenTemplate template, List<Finding> findings) {
        String name = "the template " + route.template();
        Set<String> known = template.parameters().keySet();
        Set<String> given = new HashSet<>();
        Set<String> misspelt = new HashSet<>();
        for (Node parameter : route.parameters()) {
            String key = WrittenTemplate.name(parameter);
            if (!known.contains(key)) {
                findings.add(route.problem(
                        YamlTree.line(parameter), name + " has no parameter " + key + meant(key, known, ": it has ")));
                Misspelling.nearest(key, known).ifPresent(misspelt::add);
            } else if (!given.add(key)) {
                findings.add(route.problem(YamlTree.line(parameter), "the parameter " + key + " is given already"));
            }
        }
        List<String> missing = template.required().stream()
                .filter(key -> !given.contains(key) && !misspelt.contains(key))
                .toList();
        if (!missing.isEmpty()) {
            findings.add(route.problem(
                    route.lineOf("routeTemplateRef"),
                    name + " needs the parameter" + (missing.size() > 1 ? "s " : " ") + String.join(", ", missing)));
        }
    }

    private static String meant(String word, Set<String> words, String others) {
        return Misspelling.nearest(word, words)
                .map(near -> ": did you mean " + near + "?")
                .orElse(others + (words.isEmpty() ? "none" : String.join(", ", words)));
    }
}
