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

/** The {@code *.yaml} of one directory, looked at before Camel loads them: it passes over what it does not know. */
public final class RouteFiles {

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
        SettingsException.throwIfAny(
                reading.unusable().stream().map(UnusableFile::problem).toList());
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
                files.add(RouteFile.of(path, Files.readString(path)));
            } catch (CharacterCodingException e) {
                unusable.add(new UnusableFile(path, 0, "is not UTF-8", ""));
            } catch (IOException e) {
                unusable.add(new UnusableFile(path, 0, "cannot be read", FileReason.of(e)));
            } catch (RouteList.Fault e) {
                unusable.add(new UnusableFile(path, e.line(), e.fault(), e.getMessage()));
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
}
