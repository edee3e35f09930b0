package dev.caravan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One start of a packaged jar; its output goes to a file. Closing it kills what still runs. */
public final class CaravanProcess implements AutoCloseable {

    public static final Path PRODUCT = Path.of("target/caravan.jar").toAbsolutePath();
    public static final Path LOCAL = Path.of("target/caravan-local.jar").toAbsolutePath();

    /** The Java of this JVM with the heap that all runs have. */
    public static final List<String> JVM =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m");

    private final Process process;
    private final Path output;

    private CaravanProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts in the given working directory, with the environment of the shared services. */
    public static CaravanProcess start(Path jar, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(JVM, jar, directory, environment, arguments);
    }

    /** @param jvm the command that starts a JVM, with its options */
    public static CaravanProcess start(
            List<String> jvm, Path jar, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new CaravanProcess(builder.start(), output);
    }

    /** Keys and endpoints as a user sets them for any AWS SDK; and no port for probes, which several would fight for. */
    public static Map<String, String> environment(URI s3) {
        return Map.of(
                "AWS_ACCESS_KEY_ID", SharedServices.CREDENTIALS.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", SharedServices.CREDENTIALS.secretAccessKey(),
                "AWS_ENDPOINT_URL_S3", s3.toString(),
                "AWS_ENDPOINT_URL_KINESIS", SharedServices.kinesis().endpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                        SharedServices.dynamoDb().endpoint().toString(),
                "KAFKA_BROKERS", SharedServices.kafka().bootstrapServers(),
                "MANAGEMENT_PORT", "");
    }

    public int await(long seconds) throws Exception {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as("the process ends; its output: %s", output())
                .isTrue();
        return process.exitValue();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
