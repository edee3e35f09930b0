package dev.caravan.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small file system in memory that can be filled to its last byte. Needs root. */
final class FullDisk implements AutoCloseable {

    private final Path directory;

    /** @param directory where the file system is mounted */
    FullDisk(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory.toString());
    }

    /**
     * The same command, but working and temporary directory are on this disk.
     *
     * @param project whose settings and routes are copied here
     */
    List<String> command(List<String> jvm, Path project) throws IOException, InterruptedException {
        run("cp", "-r", project.resolve("routes").toString(), directory.toString());
        run("cp", project.resolve("application.properties").toString(), directory.toString());
        List<String> command = new ArrayList<>(List.of("env", "--chdir=" + directory));
        command.addAll(jvm);
        command.add("-Djava.io.tmpdir=" + directory);
        return command;
    }

    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream file = Files.newOutputStream(directory.resolve("ballast"))) {
            while (directory.toFile().getUsableSpace() > 0) {
                file.write(block);
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("This run needs root: " + String.join(" ", command) + " failed");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "--lazy", directory.toString());
    }
}
