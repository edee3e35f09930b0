package dev.caravan.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds who listens on a port, on systems with /proc (Linux) and as far as this user may look. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    private PortHolder() {}

    /** For a message, like {@code process 4711 (java)}; empty where /proc does not tell. */
    static Optional<String> of(int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9
                        && fields[3].equals(LISTEN)
                        && fields[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(fields -> "socket:[" + fields[9] + "]")
                .flatMap(socket -> holder(socket).stream())
                .findFirst();
    }

    private static Optional<String> holder(String socket) {
        return entries(PROC).stream()
                .filter(process -> process.getFileName().toString().matches("\\d+"))
                .filter(process -> entries(process.resolve("fd")).stream().anyMatch(file -> pointsTo(file, socket)))
                .map(process -> "process " + process.getFileName() + " ("
                        + String.join("", lines(process.resolve("comm"))) + ")")
                .findFirst();
    }

    private static boolean pointsTo(Path link, String target) {
        try {
            return Files.readSymbolicLink(link).toString().equals(target);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path -> Objects.nonNull(path.getFileName())).toList();
        } catch (IOException | java.io.UncheckedIOException goneOrForeign) {
            return List.of();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrAbsent) {
            return List.of();
        }
    }
}
