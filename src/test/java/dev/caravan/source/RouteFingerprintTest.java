package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFingerprintTest {

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
