package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The templates that every directory of routes may use; a route is made where a file names one. */
public final class RouteTemplates {

    private static final String FOLDER = "dev/caravan/templates/";
    private static final List<String> NAMES =
            List.of("kafka-to-dynamodb", "kafka-to-lake", "kinesis-to-lake", "report");

    private RouteTemplates() {}

    /** What a context loads beside the files of the directory. */
    static List<Resource> of(CamelContext context) {
        return NAMES.stream()
                .map(name -> "classpath:" + FOLDER + name + ".yaml")
                .map(PluginHelper.getResourceLoader(context)::resolveResource)
                .toList();
    }

    /** The same as they are written. */
    public static List<RouteFile> files() {
        return NAMES.stream().map(RouteTemplates::file).toList();
    }

    private static RouteFile file(String name) {
        String resource = "/" + FOLDER + name + ".yaml";
        try (InputStream content = requireNonNull(RouteTemplates.class.getResourceAsStream(resource), resource)) {
            return RouteFile.of(
                    Path.of("classpath:" + FOLDER + name + ".yaml"),
                    new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + resource + " of this jar cannot be read", e);
        } catch (RouteList.Fault e) {
            throw new IllegalStateException("The template " + resource + " of this jar " + e.fault(), e);
        }
    }
}
