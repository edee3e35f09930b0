package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
    private static final int SOON_MILLIS = 1_000;

    private final List<Socket> clients = new ArrayList<>();
    private EchoServer server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = TcpProxy.start(server.port());
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        proxy.close();
        server.close();
    }

    @Test
    void bytesPassUnchangedAndTheirEndToo() throws Exception {
        // Given
        byte[] sent = bytes(4 << 20);
        Socket client = connect();

        // When
        CompletableFuture<byte[]> received = read(client);
        client.getOutputStream().write(sent);
        client.shutdownOutput();

        // Then
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(sent);
    }

    @Test
    void latencyIsAddedInBothDirectionsAndDoesNotBoundTheThroughput() throws Exception {
        // Given
        byte[] sent = bytes(1 << 20);
        proxy.latency(Duration.ofMillis(200), Duration.ofMillis(50), new Random(1));
        Socket client = connect();
        CompletableFuture<byte[]> received = read(client);

        // When
        long start = System.nanoTime();
        client.getOutputStream().write(sent);
        client.shutdownOutput();

        // Then
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(sent);
        // One after the other, the 64 chunks of each direction would take 12.8 s and more.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(400), Duration.ofSeconds(8));
    }

    @Test
    void bandwidthIsSharedByAllConnections() throws Exception {
        // Given
        proxy.bandwidth(100_000);
        Socket one = connect();
        Socket two = connect();
        List<CompletableFuture<byte[]>> received = List.of(read(one), read(two));

        // When
        long start = System.nanoTime();
        for (Socket client : List.of(one, two)) {
            client.getOutputStream().write(bytes(50_000));
            client.shutdownOutput();
        }

        // Then
        for (CompletableFuture<byte[]> each : received) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(bytes(50_000));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void slicesComeOneByOne() throws Exception {
        // Given
        proxy.slice(1, Duration.ofMillis(50));
        Socket client = connect();

        // When
        client.getOutputStream().write("abcd".getBytes(StandardCharsets.US_ASCII));

        // Then
        for (char expected : "abcd".toCharArray()) {
            byte[] buffer = new byte[4];
            assertThat(client.getInputStream().read(buffer)).isOne();
            assertThat(buffer[0]).isEqualTo((byte) expected);
        }
    }

    @Test
    void resetPeersSeeAResetAndMayComeBack() throws Exception {
        // Given
        Socket client = connect();
        assertThat(echo(client)).isTrue();

        // When
        proxy.resetPeers();

        // Then
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(echo(connect())).isTrue();
    }

    @Test
    void nothingPassesABlackHoleUntilItsConnectionsAreReset() throws Exception {
        // Given
        Socket before = connect();
        assertThat(echo(before)).isTrue();
        proxy.blackHole();
        Socket within = connect();

        // Then
        assertThat(echo(before)).isFalse();
        assertThat(echo(within)).isFalse();
        assertThat(server.connections()).isOne();

        // When
        proxy.restore();

        // Then
        for (Socket client : List.of(before, within)) {
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(echo(connect())).isTrue();
    }

    @Test
    void theEndOfAConnectionDoesNotPassABlackHole() throws Exception {
        // Given
        try (ScriptedService scripted = new ScriptedService();
                TcpProxy toScripted = TcpProxy.start(scripted.endpoint().getPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), toScripted.port())) {
            CompletableFuture<String> seen = scripted.play((in, out) -> {
                out.write('!');
                return ScriptedService.readUntil(in, "no such end");
            });
            assertThat(client.getInputStream().read()).isEqualTo('!');
            toScripted.blackHole();

            // When
            client.close();

            // Then
            assertThatThrownBy(() -> seen.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            toScripted.restore();
            assertThatThrownBy(() -> seen.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("Connection reset");
        }
    }

    @Test
    void aRefusingProxyLeavesConnectionsAndTakesNoNewOnes() throws Exception {
        // Given
        Socket before = connect();
        assertThat(echo(before)).isTrue();

        // When
        proxy.refuse();

        // Then
        assertThat(echo(before)).isTrue();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        proxy.restore();
        assertThat(echo(connect())).isTrue();
        assertThat(echo(before)).isTrue();
    }

    @Test
    void aServerThatIsAwayResetsTheClient() throws Exception {
        // Given
        server.close();
        try (Socket keeper = new Socket()) {
            // Bound, and nobody listens: else any other program may get the port meanwhile.
            keeper.setReuseAddress(true);
            keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            Socket client = connect();

            // Then
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aResetBehindTheProxyReachesTheClient() throws Exception {
        // Given
        try (TcpProxy before = TcpProxy.start(proxy.port());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), before.port())) {
            assertThat(echo(client)).isTrue();

            // When
            proxy.resetPeers();

            // Then
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        clients.add(client);
        return client;
    }

    /** Whether a byte comes back soon. */
    private static boolean echo(Socket client) throws IOException {
        client.setSoTimeout(SOON_MILLIS);
        try {
            client.getOutputStream().write(7);
            return client.getInputStream().read() == 7;
        } catch (SocketTimeoutException nothing) {
            return false;
        } finally {
            client.setSoTimeout(10_000);
        }
    }

    private static CompletableFuture<byte[]> read(Socket client) {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                all.complete(client.getInputStream().readAllBytes());
            } catch (IOException e) {
                all.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return all;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
