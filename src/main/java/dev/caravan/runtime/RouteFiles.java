package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.FileReason;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The {@code *.yaml} of one directory, looked at before Camel loads them: it passes over what it does not know. */
public final class RouteFiles {

    private static final String EMPTY = "write routes into it, or remove it";

    private final Path directory;

    public RouteFiles(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /**
     * The files of one look into the directory.
     *
     * @param files that hold a list, by name
     * @param unusable the others, by name
     */
    public record Reading(List<RouteFile> files, List<UnusableFile> unusable) {

        public Reading {
            files = List.copyOf(files);
            unusable = List.copyOf(unusable);
        }
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
        Reading reading = read();
        if (!reading.unusable().isEmpty()) {
            throw new SettingsException(
                    reading.unusable().stream().map(UnusableFile::sentence).toList());
        }
        return reading.files().stream().map(RouteFile::text).toList();
    }

    /** @throws SettingsException if there is no file or no directory */
    public Reading read() {
        if (!Files.isDirectory(directory)) {
            throw new SettingsException("There is no directory " + directory.toAbsolutePath()
                    + " with routes. Run in a folder with routes/, or name one with --routes");
        }
        List<RouteFile> files = new ArrayList<>();
        List<UnusableFile> unusable = new ArrayList<>();
        for (Path path : paths()) {
            try {
                String text = Files.readString(path);
                files.add(new RouteFile(path, text, entries(text)));
            } catch (CharacterCodingException e) {
                unusable.add(new UnusableFile(path, 0, 0, "is not UTF-8", ""));
            } catch (IOException e) {
                unusable.add(new UnusableFile(path, 0, 0, "cannot be read", FileReason.of(e)));
            } catch (MarkedYamlEngineException e) {
                unusable.add(new UnusableFile(
                        path,
                        e.getProblemMark().map(Mark::getLine).orElse(-1) + 1,
                        e.getProblemMark().map(Mark::getColumn).orElse(-1) + 1,
                        "is not YAML",
                        e.getProblem()));
            } catch (YamlEngineException e) {
                unusable.add(new UnusableFile(path, 0, 0, "is not YAML", e.getMessage()));
            } catch (NotAList e) {
                unusable.add(new UnusableFile(path, 0, 0, e.fault, e.getMessage()));
            }
        }
        return new Reading(files, unusable);
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> yaml = Files.newDirectoryStream(directory, "*.yaml")) {
            yaml.forEach(paths::add);
        } catch (IOException e) {
            throw new SettingsException(
                    "The directory of routes " + directory + " cannot be read: " + FileReason.of(e));
        }
        if (paths.isEmpty()) {
            throw new SettingsException("There are no routes in " + directory.toAbsolutePath() + ": no file *.yaml");
        }
        paths.sort(Comparator.naturalOrder());
        return paths;
    }

    private static List<Node> entries(String text) throws NotAList {
        Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
        if (root.isEmpty()) {
            throw new NotAList("holds nothing", EMPTY);
        }
        if (!(root.get() instanceof SequenceNode list)) {
            throw new NotAList("is no list of routes", "begin each route with \"- route:\"");
        }
        if (list.getValue().isEmpty()) {
            throw new NotAList("holds nothing", EMPTY);
        }
        if (!YamlBounds.DEFAULT.hold(list)) {
            throw new NotAList("is too large", "an alias holds itself, or it has more than 100,000 nodes");
        }
        return list.getValue();
    }

    private static final class NotAList extends Exception {

        private static final long serialVersionUID = 1L;

        private final String fault;

        NotAList(String fault, String detail) {
            super(detail);
            this.fault = fault;
        }
    }
}
