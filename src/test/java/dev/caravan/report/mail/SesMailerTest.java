package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.failure.RetryableException;
import dev.caravan.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A server that answers as the API of SES is documented to. */
@Timeout(60)
class SesMailerTest {

    private static final String TAKEN =
            "<SendRawEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><SendRawEmailResult>"
                    + "<MessageId>0100</MessageId></SendRawEmailResult></SendRawEmailResponse>";
    private static final int LOST = 0;

    @TempDir
    Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String code = "";
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void theMailGoesAsItIsToItsRecipientAlone() {
        // When
        send(server.getAddress().getPort());

        // Then
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request)
                    .contains("Action=SendRawEmail", "Source=Caravan <caravan@example.com>")
                    .contains("Destinations.member.1=" + Samples.READER)
                    .doesNotContain("Destinations.member.2");
            String raw = request.substring(request.indexOf("RawMessage.Data=") + 16);
            assertThat(new String(Base64.getMimeDecoder().decode(raw), StandardCharsets.UTF_8))
                    .contains("Message-ID: " + Samples.ID, "multipart/mixed");
        });
    }

    @ParameterizedTest
    @CsvSource({"400, MessageRejected", "400, MailFromDomainNotVerified", "403, AccessDenied"})
    void aRefusalIsQuoted(int answer, String error) {
        status = answer;
        code = error;
        assertThatThrownBy(() -> send(server.getAddress().getPort()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(error);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, Throttling", "503, ServiceUnavailable"})
    void aThrottleIsWorthARetry(int answer, String error) {
        status = answer;
        code = error;
        assertThatThrownBy(() -> send(server.getAddress().getPort())).isInstanceOf(RetryableException.class);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, LOST})
    void anAnswerThatDoesNotSayIsUncertainAndNotRepeated(int answer) {
        status = answer;
        code = "InternalFailure";
        assertThatThrownBy(() -> send(server.getAddress().getPort())).isInstanceOf(UncertainException.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void aServiceThatIsAwayIsWorthARetry() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> send(port)).isInstanceOf(RetryableException.class);
    }

    private void send(int port) {
        AwsAccess access = new AwsAccess(
                Region.US_EAST_1,
                Map.of(AwsService.SES, URI.create("http://127.0.0.1:" + port)),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")));
        Settings settings = Settings.defaults()
                .with(Map.of("mail.transport", "ses", "mail.from", "Caravan <caravan@example.com>"), "the test");
        try (AwsClients clients = new AwsClients(access);
                Composed composed = Samples.composer(Samples.NO_LINKS)
                        .compose(Samples.presentation(), Samples.DAY, Samples.COMPLETE, Samples.actions(), directory)) {
            Mailers.from(settings, clients.ses()).send(composed.letter(Samples.READER, Samples.ID));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        if (status == LOST) {
            exchange.close();
            return;
        }
        String body = status == 200
                ? TAKEN
                : "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
