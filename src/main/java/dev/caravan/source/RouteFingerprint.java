package dev.caravan.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ModelToYAMLDumper;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Identifies what shapes the objects of a route: its steps with their settings, placeholders and the parameters of a
 * template resolved, those of every route that it reaches through {@code direct:}, and the content of every {@code file:}
 * and {@code classpath:} resource that they name. Route configurations that apply are among the steps. What the source
 * does (limits, ages, threads) is left out: a pin fixes boundaries by itself. The code of beans, and names made while a
 * message is on its way, cannot be known.
 */
public final class RouteFingerprint {

    private static final Pattern RESOURCE = Pattern.compile("(?:file|classpath):[^\\s\"'?&,]+");
    private static final Pattern DIRECT = Pattern.compile("\\bdirect:(?://)?([^\\s\"'?&,]+)");

    private final ModelCamelContext context;
    private final ModelToYAMLDumper dumper;
    private final MessageDigest digest;
    private final Set<RouteDefinition> written = new HashSet<>();

    private RouteFingerprint(ModelCamelContext context) throws NoSuchAlgorithmException {
        this.context = context;
        this.dumper = PluginHelper.getModelToYAMLDumper(context);
        this.digest = MessageDigest.getInstance("SHA-256");
    }

    /**
     * 16 hex digits; equal for equal definitions, whatever the process.
     *
     * @throws IllegalArgumentException if the context has no such route
     */
    public static String of(CamelContext context, String routeId) {
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(routeId);
        if (route == null) {
            throw new IllegalArgumentException("There is no route " + routeId);
        }
        try {
            RouteFingerprint fingerprint = new RouteFingerprint((ModelCamelContext) context);
            fingerprint.add(route);
            return HexFormat.of().formatHex(fingerprint.digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (Exception e) {
            throw new IllegalStateException("Route " + routeId + " cannot be written as YAML for its fingerprint", e);
        }
    }

    /** The steps in their order, then the routes they reach in the order of their first mention. */
    private void add(RouteDefinition route) throws Exception {
        if (!written.add(route)) {
            return;
        }
        RouteDefinition steps = stepsOf(route);
        String yaml = dumper.dumpModelAsYaml(context, steps, true, true, false, false);
        digest.update(yaml.getBytes(StandardCharsets.UTF_8));
        addResources(yaml);
        // Only here endpoints are whole URIs, as they are in expressions.
        Set<String> reached =
                new LinkedHashSet<>(directNames(dumper.dumpModelAsYaml(context, steps, true, false, false, false)));
        for (String name : reached) {
            for (RouteDefinition other : context.getRouteDefinitions()) {
                if (entrance(other).filter(name::equals).isPresent()) {
                    add(other);
                }
            }
        }
    }

    private Optional<String> entrance(RouteDefinition route) throws Exception {
        RouteDefinition entrance = new RouteDefinition(route.getInput().getEndpointUri());
        withParametersOf(route, entrance);
        return directNames(dumper.dumpModelAsYaml(context, entrance, true, false, false, false)).stream()
                .findFirst();
    }

    private static RouteDefinition stepsOf(RouteDefinition route) {
        RouteDefinition steps = new RouteDefinition();
        steps.setOutputs(route.getOutputs());
        withParametersOf(route, steps);
        return steps;
    }

    /** Those of the template that the route was made from: the dumper resolves them like properties. */
    private static void withParametersOf(RouteDefinition route, RouteDefinition part) {
        part.setTemplate(route.isTemplate());
        part.setTemplateParameters(route.getTemplateParameters());
    }

    private static List<String> directNames(String text) {
        return DIRECT.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private void addResources(String yaml) throws IOException {
        Matcher matcher = RESOURCE.matcher(yaml);
        while (matcher.find()) {
            Resource resource = ResourceHelper.resolveResource(context, matcher.group());
            if (resource != null && resource.exists()) {
                try (InputStream content = resource.getInputStream()) {
                    digest.update(content.readAllBytes());
                }
            }
        }
    }
}
