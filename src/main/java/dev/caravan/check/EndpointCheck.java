package dev.caravan.check;

import dev.caravan.runtime.RouteFiles;
import dev.caravan.runtime.StartProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.dsl.yaml.common.YamlSupport;

/**
 * Each address by itself: its component, its options, and whether Camel makes a source or a step of it. Nothing is
 * started.
 */
final class EndpointCheck implements Check {

    private final CamelContext context;
    private final RouteFiles files;
    private final Told told;

    /** @param told what is known already: addresses with a problem are passed over */
    EndpointCheck(CamelContext context, RouteFiles files, Told told) {
        this.context = context;
        this.files = files;
        this.told = told;
    }

    @Override
    public List<Finding> findings(Candidate candidate) {
        Placeholders placeholders = candidate.placeholders();
        return candidate
                .routes()
                .flatMap(route -> Stream.concat(route.from().stream(), route.steps().stream())
                        .filter(WrittenStep::sends)
                        .filter(step -> !told.hasProblem(route.path(), step.lines()))
                        // A key that is not set is told where it stands, which may be in a template.
                        .filter(step -> step.texts().stream()
                                .allMatch(text ->
                                        placeholders.undefined(text.getValue()).isEmpty()))
                        .flatMap(step -> fault(route, step).stream()))
                .toList();
    }

    private Optional<Finding> fault(WrittenRoute route, WrittenStep step) {
        Optional<String> uri = step.uri();
        if (uri.isEmpty()) {
            return Optional.of(route.problem(step.lineOf(""), step.kind() + " has no address: write COMPONENT:NAME"));
        }
        if (uri.get().contains("${")) {
            return Optional.empty();
        }
        try {
            make(step, uri.get());
            return Optional.empty();
        } catch (Exception e) {
            EndpointFault fault = EndpointFault.of(context, step, e).orElseGet(() -> fault(step, e));
            return Optional.of(route.problem(fault.line(), fault.message()));
        }
    }

    private void make(WrittenStep step, String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(context.resolvePropertyPlaceholders(
                YamlSupport.createEndpointUri(context, step.body(), uri, step.parameters())));
        if (step.kind().equals("from")) {
            endpoint.createConsumer(exchange -> {});
        } else if (!step.kind().equals("poll")) {
            endpoint.createProducer();
        }
    }

    /** In the words of who found it, at the option that they name. */
    private EndpointFault fault(WrittenStep step, Exception e) {
        String scheme = step.scheme() + ":";
        String said = new StartProblem(e, files, context).reason();
        String reason = said.startsWith(scheme + "//") ? said.replaceFirst("^\\S+: ", "") : said;
        String option = step.parameters().keySet().stream()
                .filter(name -> reason.matches("(?s).*\\b" + Pattern.quote(name) + "\\b.*"))
                .findFirst()
                .orElse("");
        return new EndpointFault(step.lineOf(option), reason.startsWith(scheme) ? reason : scheme + " " + reason);
    }
}
