package dev.caravan.project;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.FileReason;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A project with one flow.
 *
 * @param name of the topic or stream, and part of all other names: a lower-case letter, then letters, digits and single
 *     dashes, 3 to 40 in all, so that buckets may be named after it
 */
public record Project(String name, Flow flow) {

    /** {@link IllegalArgumentException} for a name that no bucket could have. */
    public Project {
        requireNonNull(flow, "flow");
        if (!name.matches("[a-z](-?[a-z0-9]){2,}") || name.length() > 40) {
            throw new IllegalArgumentException(
                    "A project's name is a lower-case letter, then letters, digits and single"
                            + " dashes, 3 to 40 in all, got " + name);
        }
    }

    /**
     * Writes all files, or none if one of them is there already.
     *
     * @return what was written, in the order to read it
     * @throws SettingsException naming every file that is in the way, or the one that cannot be written
     */
    public List<Path> writeTo(Path directory) {
        Map<Path, String> files = files(directory);
        List<String> present = files.keySet().stream()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(Path::toString)
                .toList();
        if (!present.isEmpty()) {
            throw new SettingsException("There is already " + String.join(", ", present)
                    + ": nothing was written. Choose an empty folder, or move what is there");
        }
        files.forEach(Project::write);
        return new ArrayList<>(files.keySet());
    }

    private Map<Path, String> files(Path directory) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(directory.resolve("README.md"), text("README.md"));
        files.put(directory.resolve("application.properties"), text("application.properties"));
        Path routes = directory.resolve("routes");
        files.put(routes.resolve(name + ".yaml"), text(flow + ".yaml"));
        files.put(routes.resolve("schemas").resolve(name + ".json"), text("schema.json"));
        files.put(routes.resolve("catalog.yaml"), text("catalog.yaml"));
        files.put(directory.resolve("generator").resolve(name + ".yaml"), text("generator.yaml"));
        return files;
    }

    private String text(String resource) {
        try (InputStream content = requireNonNull(Project.class.getResourceAsStream(resource), resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@name@", name)
                    .replace("@database@", name.replace('-', '_'))
                    .replace("@template@", flow.toString())
                    .replace("@target@", flow.target())
                    .replace("@targets@", flow.writesObjects() ? "s3://{{lake.bucket}}/" + name + "/," : "");
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + resource + " of this jar cannot be read", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(requireNonNull(file.getParent(), "a file in a directory"));
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new SettingsException("Cannot write " + file + ": " + FileReason.of(e));
        }
    }
}
