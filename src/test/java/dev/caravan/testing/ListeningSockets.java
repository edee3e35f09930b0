package dev.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP sockets a process listens on, as Linux shows them under /proc. */
public final class ListeningSockets {
    /** 127.0.0.1 as /proc/net/tcp writes it, and the two forms /proc/net/tcp6 may have. */
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private ListeningSockets() {}

    /** Local addresses of listening sockets that are not on loopback, in the kernel's hexadecimal form. */
    public static List<String> beyondLoopback(long pid) {
        return beyondLoopback(of(pid));
    }

    /** Those of the given addresses that are not on loopback. */
    public static List<String> beyondLoopback(List<String> addresses) {
        return addresses.stream()
                .filter(address -> !LOOPBACK.contains(address.substring(0, address.indexOf(':'))))
                .toList();
    }

    /** Local addresses of all listening sockets, in the kernel's hexadecimal form {@code ADDRESS:PORT}. */
    public static List<String> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> inodes = socketsOf(process);
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(process.resolve(table)).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals("0A") && inodes.contains("socket:[" + fields[9] + "]"))
                .map(fields -> fields[1])
                .toList();
    }

    private static Set<String> socketsOf(Path process) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.map(ListeningSockets::target).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
