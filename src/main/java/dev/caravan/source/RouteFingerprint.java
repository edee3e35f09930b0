package dev.caravan.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ModelToYAMLDumper;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Identifies what shapes the objects of a route: its steps with their settings, placeholders resolved, and the content
 * of every {@code file:} and {@code classpath:} resource that they name. What the source does (limits, ages, threads)
 * is left out: a pin fixes boundaries by itself.
 */
public final class RouteFingerprint {

    private static final Pattern RESOURCE = Pattern.compile("(?:file|classpath):[^\\s\"'?&,]+");

    private RouteFingerprint() {}

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
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ModelToYAMLDumper dumper = PluginHelper.getModelToYAMLDumper(context);
            for (ProcessorDefinition<?> step : route.getOutputs()) {
                String yaml = dumper.dumpModelAsYaml(context, step, true, true, false, false);
                digest.update(yaml.getBytes(StandardCharsets.UTF_8));
                addResources(context, yaml, digest);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (Exception e) {
            throw new IllegalStateException("Route " + routeId + " cannot be written as YAML for its fingerprint", e);
        }
    }

    private static void addResources(CamelContext context, String yaml, MessageDigest digest) throws IOException {
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
