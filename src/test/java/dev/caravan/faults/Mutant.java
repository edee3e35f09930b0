package dev.caravan.faults;

import dev.caravan.testing.CaravanProcess;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The packaged product with one place of one source file changed for the worse, to see that the checker sees it. */
final class Mutant {

    private static final Path SOURCES = Path.of("src/main/java");

    private Mutant() {}

    /**
     * @param source below the source folder
     * @param original stands there exactly once
     * @return the jar, in the given directory
     */
    static Path of(Path directory, String source, String original, String changed) throws IOException {
        String text = Files.readString(SOURCES.resolve(source));
        if (text.split(java.util.regex.Pattern.quote(original), -1).length != 2) {
            throw new IllegalStateException("The mutant does not fit " + source + " any more: " + original);
        }
        Path file = directory.resolve("mutant-source").resolve(source);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace(original, changed));
        Path classes = directory.resolve("mutant-classes");
        compile(file, classes);
        Path jar = directory.resolve("mutant.jar");
        Files.copy(CaravanProcess.PRODUCT, jar, StandardCopyOption.REPLACE_EXISTING);
        replace(jar, classes);
        return jar;
    }

    private static void compile(Path file, Path classes) throws IOException {
        Files.createDirectories(classes);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-parameters",
                        "--release=17",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-d",
                        classes.toString(),
                        file.toString());
        if (failed != 0) {
            throw new IllegalStateException("The mutant of " + file + " does not compile");
        }
    }

    private static void replace(Path jar, Path classes) throws IOException {
        List<Path> compiled;
        try (Stream<Path> files = Files.walk(classes)) {
            compiled = files.filter(Files::isRegularFile).toList();
        }
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            for (Path one : compiled) {
                Path place = inside.getPath(
                        "BOOT-INF/classes", classes.relativize(one).toString());
                if (Files.notExists(place)) {
                    throw new IllegalStateException(jar + " has no " + place);
                }
                Files.copy(one, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
