package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFilesTest {

    @TempDir
    private Path directory;

    @Test
    void aContextReadsWhatWasThereWhenItWasHeldUntilItHoldsSomethingElse() throws Exception {
        // Given
        Path schema = Files.writeString(directory.resolve("schema.json"), "first");
        Files.writeString(directory.resolve("a.yaml"), "- route: { schema: \"file:" + schema + "\" }");
        RouteFolder folder = new RouteFolder(directory, Settings.empty());
        HeldFiles held = new HeldFiles(folder.read());
        try (CamelContext context = new DefaultCamelContext()) {
            held.bindTo(context);

            // When
            Files.writeString(schema, "second");
            String before = read(context, "file:" + schema);
            held.hold(folder.read());
            String after = read(context, "file://" + schema);

            // Then
            assertThat(before).isEqualTo("first");
            assertThat(after).isEqualTo("second");
        }
    }

    @Test
    void aFileThatNoRouteNamesIsReadFromDisk() throws Exception {
        // Given
        Path other = Files.writeString(directory.resolve("other.txt"), "on disk");
        HeldFiles held = new HeldFiles(new RouteFolder(directory, Settings.empty()).read());
        try (CamelContext context = new DefaultCamelContext()) {
            held.bindTo(context);

            // When / Then
            assertThat(read(context, "file:" + other)).isEqualTo("on disk");
            assertThat(ResourceHelper.resolveResource(context, "file:" + directory.resolve("none.txt"))
                            .exists())
                    .isFalse();
        }
    }

    private static String read(CamelContext context, String location) throws IOException {
        Resource resource = ResourceHelper.resolveResource(context, location);
        try (InputStream content = resource.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
