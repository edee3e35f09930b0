package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.FileReason;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A directory with {@code *.yaml}, and the files that these name. Always read through whatever symbolic links lead there
 * now: Kubernetes swaps a link to exchange all files of a ConfigMap at once.
 */
public final class RouteFolder {

    /** A larger file is no schema, query or template: Camel reads it from disk when it needs it. */
    private static final long LARGEST = 16L << 20;

    private final Path directory;
    private final NamedFiles named;

    /** @param settings whose values stand for placeholders in the names of files */
    public RouteFolder(Path directory, Settings settings) {
        this.directory = requireNonNull(directory, "directory");
        this.named = new NamedFiles(settings);
    }

    Path directory() {
        return directory;
    }

    NamedFiles named() {
        return named;
    }

    /** @throws SettingsException if something cannot be read, saying what and why */
    public RouteSet read() {
        Look look = look();
        if (look instanceof RouteSet set) {
            return set;
        }
        throw new SettingsException(((Look.Unreadable) look).reason());
    }

    Look look() {
        Map<Path, byte[]> routes = new TreeMap<>();
        Map<Path, byte[]> others = new TreeMap<>();
        try (DirectoryStream<Path> yaml = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path file : yaml) {
                routes.put(file.toAbsolutePath().normalize(), Files.readAllBytes(file));
            }
            for (byte[] route : routes.values()) {
                for (Path file : named.in(new String(route, StandardCharsets.UTF_8))) {
                    put(file, others);
                }
            }
        } catch (IOException e) {
            return new Look.Unreadable(
                    "The files of routes in " + directory.toAbsolutePath() + " cannot be read: " + FileReason.of(e));
        }
        return new RouteSet(routes, others);
    }

    /** A name may be that of a file yet to come, or of a directory that a component writes to. */
    private static void put(Path file, Map<Path, byte[]> contents) throws IOException {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                contents.put(file, Files.readAllBytes(file));
            }
        } catch (NoSuchFileException gone) {
            contents.remove(file);
        }
    }
}
