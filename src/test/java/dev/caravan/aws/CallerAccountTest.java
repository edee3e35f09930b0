package dev.caravan.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against answers as STS gives them (its API reference, GetCallerIdentity). */
@Timeout(60)
class CallerAccountTest {

    private static final String ENDPOINT = "aws.endpointUrlSts";

    private final AwsAccess access =
            new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider());
    private HttpServer sts;

    @BeforeEach
    void start() throws IOException {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + sts.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        sts.stop(0);
    }

    @Test
    void theAccountIsTheCallers() {
        // Given
        answer(200, """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <GetCallerIdentityResult>
                    <Arn>arn:aws:iam::123456789012:user/ada</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
                  </GetCallerIdentityResult>
                </GetCallerIdentityResponse>""");

        // When / Then
        assertThat(CallerAccount.of(access)).isEqualTo("123456789012");
    }

    @Test
    void refusedCredentialsAreToldInOneSentence() {
        // Given
        answer(403, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The token is invalid.</Message></Error>
                </ErrorResponse>""");

        // When / Then
        assertThatThrownBy(() -> CallerAccount.of(access))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("GetCallerIdentity was answered with status 403 InvalidClientTokenId")
                .hasMessageContaining("Check the credentials");
    }

    @Test
    void anStsThatIsAwayIsRetryable() {
        // Given
        sts.stop(0);

        // When / Then
        assertThatThrownBy(() -> CallerAccount.of(access))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("GetCallerIdentity got no answer");
    }

    private void answer(int status, String xml) {
        sts.createContext("/", exchange -> {
            byte[] body = xml.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
