package dev.caravan.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.measure.Answer;
import dev.caravan.measure.Measures;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

@Timeout(60)
class CallMetricsTest {

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final Measures measures = new Measures() {
        @Override
        public void answered(String service, String operation, Answer answer) {
            answers.add(service + " " + operation + " " + answer);
        }
    };
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void everyAttemptIsReportedThoseOfTheSdkItselfToo() throws IOException {
        // Given
        try (AwsClients clients = clients(answering(503, 200))) {
            // When
            put(clients);
        }

        // Then
        assertThat(answers).containsExactly("s3 PutObject RETRY", "s3 PutObject OK");
    }

    @Test
    void aMeasureThatFailsFailsNoCall() throws IOException {
        // Given
        Measures failing = new Measures() {
            @Override
            public void answered(String service, String operation, Answer answer) {
                throw new IllegalStateException("a bug of a measure");
            }
        };

        // When / Then
        try (AwsClients clients = clients(answering(200), failing)) {
            assertThatCode(() -> put(clients)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"403, FAILED", "404, FAILED", "412, OK"})
    void anAnswerThatTheSdkDoesNotRepeatIsReportedAsWhatItMeans(int status, Answer answer) throws IOException {
        // Given
        try (AwsClients clients = clients(answering(status))) {
            // When
            assertThatThrownBy(() -> put(clients)).isInstanceOf(SdkException.class);
        }

        // Then
        assertThat(answers).containsExactly("s3 PutObject " + answer);
    }

    @Test
    void aThrottleIsToldApart() throws IOException {
        // Given
        try (AwsClients clients = clients(answering(429, 200))) {
            // When
            put(clients);
        }

        // Then
        assertThat(answers).containsExactly("s3 PutObject THROTTLED", "s3 PutObject OK");
    }

    @Test
    void aServiceThatIsNotThereIsARetry() throws IOException {
        // Given
        try (AwsClients clients = clients(URI.create("http://127.0.0.1:" + LoopbackPort.free()))) {
            // When
            assertThatThrownBy(() -> put(clients)).isInstanceOf(SdkException.class);
        }

        // Then
        assertThat(answers).isNotEmpty().allMatch("s3 PutObject RETRY"::equals);
    }

    private static void put(AwsClients clients) {
        clients.s3().putObject(put -> put.bucket("lake").key("a"), RequestBody.fromString("x"));
    }

    private AwsClients clients(URI s3) {
        return clients(s3, measures);
    }

    private static AwsClients clients(URI s3, Measures measures) {
        return new AwsClients(
                new AwsAccess(SharedServices.REGION, Map.of(AwsService.S3, s3), SharedServices.credentialsProvider()),
                measures);
    }

    /** One after the other. */
    private URI answering(int... statuses) throws IOException {
        Iterator<Integer> next = IntStream.of(statuses).iterator();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "<Error><Code>OfTheTest</Code></Error>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.next(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
