package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.TestClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A broker in a JVM of its own, which can be killed and started again: same port, same data. */
final class BrokerProcess implements AutoCloseable {

    private static final String READY = "The broker is ready";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = LoopbackPort.free();
    private Process process;

    /** @param directory of its data and its output */
    BrokerProcess(Path directory) throws IOException {
        this.directory = directory;
        start();
    }

    Broker broker() {
        return new Broker(LoopbackPort.address(port));
    }

    /** Returns when it serves clients. */
    void start() throws IOException {
        Path output = Files.createTempFile(directory, "broker", ".txt");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        TestClassPath.entries().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        BrokerProcess.class.getName(),
                        directory.resolve("data").toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(PATIENCE).until(() -> Files.readString(output).contains(READY));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns when it has flushed its log and ended. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker did not stop, its output is in " + directory);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The child: data directory and port. */
    public static void main(String[] arguments) {
        LocalKafka kafka = LocalKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println(READY);
    }
}
