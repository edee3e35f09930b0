package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import dev.caravan.testing.CaravanProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One instance of the packaged product: started, killed, paused and stopped as often as a fault wants. */
final class Product implements AutoCloseable {

    private final List<String> jvm;
    private final Path jar;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private final List<CaravanProcess> started = new ArrayList<>();
    private CaravanProcess process;
    private long maxRssKb;

    /**
     * @param jvm the command that starts a JVM, with its options
     * @param settings beyond those of the shipped application.properties
     * @param environment with keys and endpoints
     */
    Product(List<String> jvm, Path jar, Path directory, Map<String, String> settings, Map<String, String> environment) {
        this.jvm = List.copyOf(jvm);
        this.jar = jar;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.arguments = new ArrayList<>(List.of("run"));
        settings.forEach((key, value) -> arguments.add("--set=" + key + "=" + value));
    }

    Product start() throws IOException {
        process = CaravanProcess.start(jvm, jar, directory, environment, arguments.toArray(String[]::new));
        started.add(process);
        return this;
    }

    /** Returns when the process that was started last has got a share of the work. */
    void awaitPartitions() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> process.output().contains("was assigned"));
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Of the process that was started last, once it has ended. */
    int exitCode() throws Exception {
        return process.await(0);
    }

    void kill() throws Exception {
        measure();
        process.kill();
    }

    /** SIGTERM; returns the exit code. */
    int stop() throws Exception {
        measure();
        process.terminate();
        return process.await(90);
    }

    void pause() throws Exception {
        signal("STOP");
    }

    void resume() throws Exception {
        signal("CONT");
    }

    /** What all its starts have printed. */
    String output() throws IOException {
        StringBuilder text = new StringBuilder();
        for (CaravanProcess one : started) {
            text.append(one.output()).append("\n--\n");
        }
        return text.toString();
    }

    /** Largest resident memory seen, of any of its starts. */
    long maxRssMb() {
        return maxRssKb / 1024;
    }

    private void measure() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .forEach(kb -> maxRssKb = Math.max(maxRssKb, Long.parseLong(kb)));
        }
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IllegalStateException("kill -" + name + " " + process.pid() + " failed");
        }
    }

    @Override
    public void close() throws Exception {
        for (CaravanProcess one : started) {
            one.close();
        }
    }
}
