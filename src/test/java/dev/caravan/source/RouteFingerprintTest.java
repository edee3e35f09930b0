package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFingerprintTest {

    private static final String TEMPLATE = """
            - routeTemplate:
                id: shaping
                parameters:
                  - { name: name, required: true }
                  - { name: value, required: true }
                route:
                  from:
                    uri: "direct:{{name}}"
                    steps:
                      - setProperty: { id: p, name: n, expression: { constant: { expression: "{{value}}" } } }
                      - to: { id: done, uri: "log:{{value}}" }
            """;

    @TempDir
    private Path directory;

    @Test
    void theSourcesLimitsDoNotChangeTheFingerprint() throws Exception {
        assertThat(fingerprint("timer:a?period=1", "first", "one"))
                .isEqualTo(fingerprint("timer:a?period=2", "first", "one"));
    }

    @Test
    void aStepsSettingBehindAPlaceholderChangesTheFingerprint() throws Exception {
        assertThat(fingerprint("timer:a", "first", "one")).isNotEqualTo(fingerprint("timer:a", "second", "one"));
    }

    @Test
    void theContentOfANamedFileChangesTheFingerprint() throws Exception {
        assertThat(fingerprint("timer:a", "first", "one")).isNotEqualTo(fingerprint("timer:a", "first", "two"));
    }

    @Test
    void aStepOfARouteThatIsReachedThroughDirectChangesTheFingerprint() throws Exception {
        assertThat(ofFiles("direct:a", through("a", "b"), through("b", "c"), ending("c", "one")))
                .isEqualTo(ofFiles("direct:a", through("a", "b"), through("b", "c"), ending("c", "one")))
                .isNotEqualTo(ofFiles("direct:a", through("a", "b"), through("b", "c"), ending("c", "two")));
    }

    @Test
    void theContentOfAFileThatOnlyAReachedRouteNamesChangesTheFingerprint() throws Exception {
        Path file = Files.writeString(directory.resolve("only-there.json"), "one");
        String before = ofFiles("direct:a", ending("a", "file:" + file));
        Files.writeString(file, "two");

        assertThat(ofFiles("direct:a", ending("a", "file:" + file))).isNotEqualTo(before);
    }

    @Test
    void enrichedAndOtherWaysOfNamingADirectRouteAreFollowed() throws Exception {
        String enrich = """
                - route:
                    id: r
                    from:
                      uri: timer:a
                      steps:
                        - enrich: { id: e, expression: { constant: { expression: "direct://shape?timeout=5" } } }
                """;
        assertThat(fingerprintOf(enrich, ending("shape", "one")))
                .isNotEqualTo(fingerprintOf(enrich, ending("shape", "two")));
        String template = """
                - route:
                    id: r
                    from:
                      uri: timer:a
                      steps:
                        - toD: { id: d, uri: direct, parameters: { name: "{{shape}}" } }
                """;
        assertThat(fingerprintOf(template, ending("shape", "one")))
                .isNotEqualTo(fingerprintOf(template, ending("shape", "two")));
    }

    @Test
    void aRouteThatIsNotReachedDoesNotChangeTheFingerprint() throws Exception {
        assertThat(ofFiles("log:a", ending("b", "one"))).isEqualTo(ofFiles("log:a", ending("b", "two")));
    }

    @Test
    void routesThatReachOneAnotherAreWrittenOnce() throws Exception {
        assertThat(ofFiles("direct:a", through("a", "b"), through("b", "a"))).hasSize(16);
    }

    @Test
    void aRouteConfigurationThatAppliesChangesTheFingerprint() throws Exception {
        assertThat(ofFiles("log:a", configuration("one"))).isNotEqualTo(ofFiles("log:a", configuration("two")));
    }

    @Test
    void aParameterOfATemplateChangesTheFingerprintOfItsRouteAlone() throws Exception {
        assertThat(fingerprintOf(TEMPLATE, instance("r", "one"), instance("other", "one")))
                .isEqualTo(fingerprintOf(TEMPLATE, instance("r", "one"), instance("other", "two")))
                .isNotEqualTo(fingerprintOf(TEMPLATE, instance("r", "two"), instance("other", "one")));
    }

    @Test
    void aFileThatAParameterOfATemplateNamesChangesTheFingerprint() throws Exception {
        Path file = Files.writeString(directory.resolve("by-parameter.json"), "one");
        String before = fingerprintOf(TEMPLATE, instance("r", "file:" + file));
        Files.writeString(file, "two");

        assertThat(fingerprintOf(TEMPLATE, instance("r", "file:" + file))).isNotEqualTo(before);
    }

    @Test
    void aRouteMadeFromATemplateIsReachedByTheNameInItsParameters() throws Exception {
        String caller = """
                - route:
                    id: r
                    from:
                      uri: timer:a
                      steps:
                        - to: { id: out, uri: "direct:other" }
                """;
        assertThat(fingerprintOf(TEMPLATE, caller, instance("other", "one")))
                .isNotEqualTo(fingerprintOf(TEMPLATE, caller, instance("other", "two")));
    }

    private static String instance(String id, String value) {
        return """
                - templatedRoute:
                    routeTemplateRef: shaping
                    routeId: %1$s
                    parameters:
                      - { name: name, value: %1$s }
                      - { name: value, value: "%2$s" }
                """.formatted(id, value);
    }

    private static String configuration(String value) {
        return """
                - routeConfiguration:
                    onException:
                      - onException:
                          id: x
                          exception: [java.lang.IllegalStateException]
                          steps:
                            - setProperty: { id: p, name: n, expression: { constant: { expression: "%s" } } }
                """.formatted(value);
    }

    private static String through(String name, String next) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        - to: { id: to-%2$s, uri: "direct:%2$s" }
                """.formatted(name, next);
    }

    private static String ending(String name, String value) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        - setProperty: { id: p, name: n, expression: { constant: { expression: "%2$s" } } }
                """.formatted(name, value);
    }

    private static String ofFiles(String to, String... others) throws Exception {
        String[] files =
                Stream.concat(Stream.of("""
                        - route:
                            id: r
                            from:
                              uri: timer:a
                              steps:
                                - to: { id: out, uri: "%s" }
                        """.formatted(to)), Stream.of(others)).toArray(String[]::new);
        return fingerprintOf(files);
    }

    private static String fingerprintOf(String... files) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            properties.setProperty("shape", "shape");
            context.getPropertiesComponent().setInitialProperties(properties);
            List<Resource> resources = new ArrayList<>();
            for (String yaml : files) {
                resources.add(ResourceHelper.fromString("f" + resources.size() + ".yaml", yaml));
            }
            PluginHelper.getRoutesLoader(context).loadRoutes(resources);
            return RouteFingerprint.of(context, "r");
        }
    }

    private String fingerprint(String from, String setting, String schema) throws Exception {
        Path file = Files.writeString(directory.resolve("schema.json"), schema);
        String yaml = """
                - route:
                    id: r
                    from:
                      uri: "%s"
                      steps:
                        - setProperty:
                            name: schema
                            expression:
                              constant:
                                expression: "file:%s"
                        - to: { id: out, uri: "log:{{setting}}" }
                """.formatted(from, file);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            properties.setProperty("setting", setting);
            context.getPropertiesComponent().setInitialProperties(properties);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", yaml));
            return RouteFingerprint.of(context, "r");
        }
    }
}
