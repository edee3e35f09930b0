package dev.caravan.runtime;

import dev.caravan.failure.FileReason;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The {@code *.yaml} of one directory, looked at before Camel loads them: it passes over what it does not know. */
final class RouteFiles {

    private final Path directory;

    RouteFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory.toAbsolutePath();
    }

    /** The file of that name, as a user would write it. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /**
     * Returns their texts.
     *
     * @throws SettingsException with every file that is no list of routes, or if there is no file or no directory
     */
    List<String> check() {
        if (!Files.isDirectory(directory)) {
            throw new SettingsException("There is no directory " + directory.toAbsolutePath()
                    + " with routes. Run in a folder with routes/, or name one with --routes");
        }
        List<String> problems = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (DirectoryStream<Path> yaml = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path file : yaml) {
                try {
                    String text = Files.readString(file);
                    texts.add(text);
                    problem(text).ifPresent(problem -> problems.add("Routes file " + file + " " + problem));
                } catch (CharacterCodingException e) {
                    problems.add("Routes file " + file + " is not UTF-8");
                } catch (IOException e) {
                    problems.add("Routes file " + file + " cannot be read: " + FileReason.of(e));
                }
            }
        } catch (IOException e) {
            throw new SettingsException(
                    "The directory of routes " + directory + " cannot be read: " + FileReason.of(e));
        }
        if (texts.isEmpty() && problems.isEmpty()) {
            throw new SettingsException("There are no routes in " + directory.toAbsolutePath() + ": no file *.yaml");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems.stream().sorted().toList());
        }
        return texts;
    }

    private static Optional<String> problem(String text) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            if (root.isEmpty()) {
                return Optional.of("holds nothing: write routes into it, or remove it");
            }
            if (!(root.get() instanceof SequenceNode list)) {
                return Optional.of("is no list of routes: begin each route with \"- route:\"");
            }
            return list.getValue().isEmpty()
                    ? Optional.of("holds nothing: write routes into it, or remove it")
                    : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            return Optional.of("is not YAML, " + YamlPlace.describe(e));
        }
    }
}
