package dev.caravan.local.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsJsonServerTest {

    private static final Credentials KEY = new Credentials("local", "local-secret");

    private final FaultSwitch faults = new FaultSwitch();
    private final AtomicInteger calls = new AtomicInteger();
    private final AwsJsonServer server = AwsJsonServer.start(
            new AwsService("echo", "Echo_1", Map.of("Echo", this::echo, "Break", input -> {
                throw new IllegalStateException("planted");
            })),
            0,
            KEY,
            Clock.systemUTC(),
            faults);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aJsonRequestGetsAJsonAnswer() throws Exception {
        // When
        HttpResponse<byte[]> response = request("Echo", "{\"Text\":\"a\",\"Blob\":\"AAEC\",\"Time\":12.5}")
                .send();

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/x-amz-json-1.1");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(text(response)).isEqualTo("{\"Text\":\"a\",\"Blob\":\"AAEC\",\"Time\":12.500}");
    }

    @Test
    void anUnknownOperationIsNamed() throws Exception {
        // When
        HttpResponse<byte[]> response = request("Shout", "{}").send();

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-errortype")).contains("UnknownOperationException");
        assertThat(json(response).get("message").textValue()).contains("echo").contains("Shout");
    }

    @Test
    void aMalformedBodyIsASerializationError() throws Exception {
        for (String body : new String[] {"{\"Text\":", "[1]", "{} {}", "{\"Text\":1}", "{\"Blob\":\"%\"}"}) {
            // When
            HttpResponse<byte[]> response = request("Echo", body).send();

            // Then
            assertThat(json(response).get("__type").textValue()).as(body).isEqualTo("SerializationException");
        }
    }

    @Test
    void aDefectInAnOperationIsAnInternalFailure() throws Exception {
        // When
        HttpResponse<byte[]> response = request("Break", "{}").send();

        // Then
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response).get("__type").textValue()).isEqualTo("InternalFailure");
    }

    @Test
    void anotherContentTypeIsRefused() throws Exception {
        // When
        HttpResponse<byte[]> response =
                request("Echo", "{}").contentType("text/plain").send();

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).contains("text/plain");
    }

    @Test
    void aRequestIsOnlyServedWithTheRightSignature() throws Exception {
        // Then
        assertThat(text(request("Echo", "{}").sendUnsigned())).contains("MissingAuthenticationTokenException");
        assertThat(text(request("Echo", "{}")
                        .credentials(new Credentials("local", "wrong"))
                        .send()))
                .contains("InvalidSignatureException");
        assertThat(text(request("Echo", "{\"Text\":\"b\"}")
                        .signedFor("{\"Text\":\"a\"}")
                        .send()))
                .contains("InvalidSignatureException");
        assertThat(text(request("Echo", "{}")
                        .time(Instant.now().minusSeconds(400))
                        .send()))
                .contains("Signature expired");
        assertThat(calls).hasValue(0);
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        // Given
        byte[] body = new byte[(12 << 20) + 1];

        // When
        String answer = sendHead(
                server.endpoint(), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n", body);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyThatDoesNotArriveInTimeIsRefused() throws Exception {
        // Given
        AwsService service = new AwsService("echo", "Echo_1", Map.of("Echo", this::echo));
        Dispatcher dispatcher = new Dispatcher(service, KEY, Clock.systemUTC(), Faults.none());
        try (AwsJsonServer hasty =
                AwsJsonServer.start(service, 0, dispatcher, new Limits(1_000, Duration.ofMillis(100)))) {

            // When
            String answer = sendHead(
                    hasty.endpoint(), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n", new byte[] {'{'});

            // Then
            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void itListensOnLoopbackOnly() {
        // Then
        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> new Socket("127.0.0.2", server.endpoint().getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void anAnswerTellsTheServersTime() throws Exception {
        // When
        String date = request("Echo", "{}").send().headers().firstValue("date").orElseThrow();

        // Then
        Instant time = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        assertThat(time).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void aRefusingFaultHasNoEffectAndIsUsedUp() throws Exception {
        // Given
        faults.inject("Echo", new Fault.Refused(AwsError.badRequest("ThrottlingException", "Rate exceeded")), 1);

        // Then
        assertThat(text(request("Echo", "{}").send())).contains("ThrottlingException");
        assertThat(calls).hasValue(0);
        assertThat(request("Echo", "{}").send().statusCode()).isEqualTo(200);
    }

    @Test
    void aLostReplyHasItsEffectAndNoAnswer() throws Exception {
        // Given
        faults.inject("Echo", new Fault.LostReply(), 1);

        // Then
        assertThatThrownBy(() -> request("Echo", "{}").send()).isInstanceOf(IOException.class);
        assertThat(calls.get()).isPositive();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            // Then
            assertThatThrownBy(() -> AwsJsonServer.start(
                            new AwsService("echo", "Echo_1", Map.of()), port, KEY, Clock.systemUTC()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("echo");
        }
    }

    @Test
    void closingFreesThePort() throws Exception {
        // Given
        URI endpoint = server.endpoint();

        // When
        server.close();

        // Then
        try (ServerSocket free = new ServerSocket(endpoint.getPort(), 1, InetAddress.getByName(endpoint.getHost()))) {
            assertThat(free.isBound()).isTrue();
        }
    }

    private ObjectNode echo(AwsInput input) {
        calls.incrementAndGet();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        input.text("Text").ifPresent(text -> answer.put("Text", text));
        input.bytes("Blob").ifPresent(blob -> answer.put("Blob", blob));
        input.instant("Time").ifPresent(time -> answer.putPOJO("Time", time));
        return answer;
    }

    private RawAwsRequest request(String operation, String body) {
        return new RawAwsRequest(server.endpoint(), "echo", "Echo_1." + operation, body);
    }

    private static String sendHead(URI endpoint, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
