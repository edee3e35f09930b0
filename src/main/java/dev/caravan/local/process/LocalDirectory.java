package dev.caravan.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that Maven lays beside the jars for the child JVMs: {@code caravan-child.jar} with our classes, and one
 * folder of jars for each child ({@code dynamodb/}, {@code trino/}). It is never inside a jar.
 *
 * @param path absolute
 */
public record LocalDirectory(Path path) {
    /** Names the directory outright and overrides the search. */
    public static final String PROPERTY = "caravan.local.dir";

    private static final String CHILD_JAR = "caravan-child.jar";

    /** @throws LocalStartException if the directory holds no {@code caravan-child.jar} */
    public LocalDirectory {
        path = path.toAbsolutePath().normalize();
        if (!holdsChildJar(path)) {
            throw new LocalStartException(
                    "No " + CHILD_JAR + " in " + path + ": build it with `mvn -DskipTests package`");
        }
    }

    /**
     * Finds the directory: the system property {@value #PROPERTY}, else {@code local/} beside a jar of the class path
     * (for {@code java -jar} that is the outer jar, nested ones included), else {@code target/local} of the working
     * directory.
     *
     * @throws LocalStartException if none of them holds {@code caravan-child.jar}, naming where it looked
     */
    public static LocalDirectory find() {
        return find(
                System.getProperty(PROPERTY),
                System.getProperty("java.class.path"),
                Path.of("").toAbsolutePath());
    }

    static LocalDirectory find(String property, String classPath, Path workingDirectory) {
        if (property != null) {
            return new LocalDirectory(workingDirectory.resolve(property));
        }
        List<Path> candidates = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = workingDirectory.resolve(entry);
            if (entry.endsWith(".jar") && jar.getParent() != null) {
                candidates.add(jar.resolveSibling("local"));
            }
        }
        candidates.add(workingDirectory.resolve("target").resolve("local"));
        return candidates.stream()
                .filter(LocalDirectory::holdsChildJar)
                .findFirst()
                .map(LocalDirectory::new)
                .orElseThrow(
                        () -> new LocalStartException("The jars of the embedded services were not found: neither in "
                                + candidates.get(0) + " nor in " + candidates.get(candidates.size() - 1)
                                + ". Build them with `mvn -DskipTests package`, or name their directory with -D"
                                + PROPERTY
                                + "=DIR"));
    }

    /** The folder of one child, for example {@code dynamodb}, whether it exists or not. */
    public Path folder(String child) {
        return path.resolve(child);
    }

    /**
     * The class path of one child: our {@code caravan-child.jar}, then the jars of its folder in the order of their
     * names.
     *
     * @throws LocalStartException if the folder is missing or empty
     */
    public List<Path> classPath(String child) {
        Path folder = folder(child);
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            } catch (IOException e) {
                throw new LocalStartException("Cannot list " + folder + ": " + e, e);
            }
        }
        if (jars.isEmpty()) {
            throw new LocalStartException("No jars in " + folder + ": fetch them with `mvn -DskipTests package`");
        }
        jars.add(0, path.resolve(CHILD_JAR));
        return List.copyOf(jars);
    }

    private static boolean holdsChildJar(Path directory) {
        return Files.isRegularFile(directory.resolve(CHILD_JAR));
    }
}
