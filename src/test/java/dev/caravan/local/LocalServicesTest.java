package dev.caravan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.settings.SettingsException;
import dev.caravan.testing.ListeningSockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class LocalServicesTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theyStartSideBySideOnLoopbackAndLeaveNothingBehind() {
        // Given
        long pid = ProcessHandle.current().pid();
        List<String> sockets = ListeningSockets.of(pid);
        Set<ProcessHandle> others = children();
        List<StartedService> progress = new ArrayList<>();

        // When
        LocalServices services = LocalServices.start(LocalSettings.in(directory), progress::add);
        List<String> ownSockets = new ArrayList<>(ListeningSockets.of(pid));
        ownSockets.removeAll(sockets);
        Set<ProcessHandle> children = children();
        children.removeAll(others);
        Map<LocalService, String> endpoints = services.endpoints();

        // Then
        assertThat(progress)
                .extracting(StartedService::service)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(LocalService.IMAP)));
        assertThat(progress)
                .allSatisfy(started -> assertThat(endpoints).containsEntry(started.service(), started.endpoint()));
        assertThat(ownSockets).isNotEmpty();
        assertThat(ListeningSockets.beyondLoopback(ownSockets)).isEmpty();
        assertThat(children).isNotEmpty().allSatisfy(child -> assertThat(ListeningSockets.beyondLoopback(child.pid()))
                .isEmpty());

        // When
        services.close();
        services.close();

        // Then
        assertThat(ListeningSockets.of(pid)).doesNotContainAnyElementsOf(ownSockets);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void theEnvironmentNamesEveryEndpointAndTheKeyPair() {
        try (LocalServices services = LocalServices.start(LocalSettings.in(directory), started -> {})) {
            assertThat(services.environment())
                    .containsEntry("AWS_ENDPOINT_URL_S3", services.endpoints().get(LocalService.S3))
                    .containsEntry(
                            "AWS_ENDPOINT_URL_DYNAMODB", services.endpoints().get(LocalService.DYNAMODB))
                    .containsEntry(
                            "AWS_ENDPOINT_URL_KINESIS", services.endpoints().get(LocalService.KINESIS))
                    .containsEntry("AWS_ENDPOINT_URL_GLUE", services.endpoints().get(LocalService.GLUE))
                    .containsEntry(
                            "AWS_ENDPOINT_URL_ATHENA", services.endpoints().get(LocalService.ATHENA))
                    .containsEntry("AWS_ACCESS_KEY_ID", "CARAVANLOCAL")
                    .containsEntry("AWS_SECRET_ACCESS_KEY", "caravan-local-secret")
                    .containsEntry("AWS_REGION", "us-east-1")
                    .containsEntry(
                            "KAFKA_BOOTSTRAP_SERVERS", services.endpoints().get(LocalService.KAFKA))
                    .containsEntry("SMTP_HOST", "127.0.0.1")
                    .containsEntry("SMTP_PORT", Integer.toString(services.mail().smtpPort()));
        }
    }

    @Test
    void whenOneDoesNotStartTheOthersAreStoppedAndTheErrorSaysWhichAndWhy() throws IOException {
        // Given
        List<StartedService> progress = new ArrayList<>();
        Set<ProcessHandle> others = children();
        try (ServerSocket taken = new ServerSocket(0)) {
            LocalSettings settings = LocalSettings.in(directory).withPort(LocalService.S3, taken.getLocalPort());

            // Then
            assertThatThrownBy(() -> LocalServices.start(settings, progress::add))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageStartingWith("S3 did not start: Port " + taken.getLocalPort() + " for S3 is taken")
                    .hasMessageNotContainingAny("Glue", "Athena")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(progress).isNotEmpty().allSatisfy(started -> assertThat(
                        LoopbackPort.isFree(port(started.endpoint())))
                .as(started.toString())
                .isTrue());
        assertThat(children()).isEqualTo(others);
        LocalServices.start(LocalSettings.in(directory), started -> {}).close();
    }

    @Test
    void aDataDirectoryHasOneRunAtATime() {
        try (LocalServices services = LocalServices.start(LocalSettings.in(directory), started -> {})) {
            assertThat(services.endpoints()).isNotEmpty();
            assertThatThrownBy(() -> LocalServices.start(LocalSettings.in(directory), started -> {}))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamedInOneLine() throws IOException {
        // Given
        Path file = Files.createFile(directory.resolve("file"));

        // Then
        assertThatThrownBy(() -> LocalServices.start(LocalSettings.in(file.resolve("data")), started -> {}))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The data directory " + file.resolve("data") + " cannot be written: ")
                .hasMessageEndingWith(". Name another one with --data")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aStartThatIsInterruptedIsGivenUpAndLeavesNothing() throws Exception {
        // Given
        Set<ProcessHandle> others = children();
        List<StartedService> progress = new CopyOnWriteArrayList<>();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread start = new Thread(() ->
                end.complete(catchThrowable(() -> LocalServices.start(LocalSettings.in(directory), progress::add))));
        start.start();
        await().until(() -> !progress.isEmpty());

        // When
        start.interrupt();

        // Then
        assertThat(end.get(20, TimeUnit.SECONDS))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining("interrupted");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(children()).isEqualTo(others));
        LocalServices.start(LocalSettings.in(directory), started -> {}).close();
    }

    private static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
