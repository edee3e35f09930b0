package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedFilesTest {

    @Test
    void filesAreFoundInAllWaysOfNamingThem() {
        // Given
        NamedFiles named = named(Map.of());

        // When / Then
        assertThat(named.in("""
                schema: "file:schemas/a.json"
                uri: "records:validate?schema=file:/etc/b.json&maxDepth=3"
                parameters: { template: file:///etc/c.ftl, other: 'file://d.sql' }
                again: file:/etc/b.json
                """))
                .containsExactly(here("schemas/a.json"), Path.of("/etc/b.json"), Path.of("/etc/c.ftl"), here("d.sql"));
    }

    @Test
    void placeholdersStandForTheirSettings() {
        // Given
        NamedFiles named = named(Map.of("routes.directory", "file:{{base}}/routes", "base", "/opt"));

        // When / Then
        assertThat(named.in("schema: \"{{routes.directory}}/schemas/a.json\""))
                .containsExactly(Path.of("/opt/routes/schemas/a.json"));
    }

    @Test
    void aPlaceholderThatNoSettingKnowsStays() {
        // Given
        NamedFiles named = named(Map.of());

        // When / Then
        assertThat(named.in("schema: \"file:/a/{{unknown}}\", profile: none")).containsExactly(here("/a/{{unknown"));
    }

    private static Path here(String file) {
        return Path.of(file).toAbsolutePath();
    }

    private static NamedFiles named(Map<String, String> settings) {
        return new NamedFiles(Settings.empty().with(settings, "the test"));
    }
}
