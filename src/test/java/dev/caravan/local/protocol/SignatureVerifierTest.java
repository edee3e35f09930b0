package dev.caravan.local.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SignatureVerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Credentials KEY = new Credentials("local", "local-secret");
    private static final String BODY = "{\"StreamName\":\"clicks\"}";

    private final SignatureVerifier verifier = verifierAt(NOW);

    @Test
    void whatTheSdkSignsIsAccepted() {
        // Given
        SignedRequest request = sign(KEY, "/", "");

        // Then
        assertThatCode(() -> verifier.verify(request)).doesNotThrowAnyException();
    }

    @Test
    void anEncodedPathAndQueryAreCanonicalAsTheSdkSeesThem() {
        // Given
        SignedRequest request = sign(KEY, "/a%20b/./c%2Fd/", "b=2&a=x%20y&a=%2B&c");

        // Then
        assertThatCode(() -> verifier.verify(request)).doesNotThrowAnyException();
    }

    @Test
    void anotherSecretIsAnInvalidSignature() {
        // Given
        SignedRequest request = sign(new Credentials("local", "guessed"), "/", "");

        // Then
        assertThat(refusal(verifier, request).type()).isEqualTo("InvalidSignatureException");
        assertThat(refusal(verifier, request)).hasMessageStartingWith("The request signature we calculated does not");
    }

    @Test
    void anotherAccessKeyIsNotRecognised() {
        // Given
        SignedRequest request = sign(new Credentials("stranger", "local-secret"), "/", "");

        // Then
        assertThat(refusal(verifier, request).type()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void aChangedBodyIsRefused() {
        // Given
        SignedRequest request = sign(KEY, "/", "");
        byte[] changed = BODY.replace("clicks", "orders").getBytes(StandardCharsets.UTF_8);

        // When
        AwsError refusal = refusal(verifier, with(request, request.headers(), changed));

        // Then
        assertThat(refusal.type()).isEqualTo("InvalidSignatureException");
    }

    @Test
    void aChangedBodyIsRefusedWithoutItsHashInAHeaderToo() {
        // Given
        SignedRequest request = sign(KEY, "/", "");
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.remove("x-amz-content-sha256");

        // Then
        assertThat(refusal(verifier, with(request, headers, new byte[0])).type())
                .isEqualTo("InvalidSignatureException");
    }

    @Test
    void aChangedSignedHeaderIsRefused() {
        // Given
        SignedRequest request = sign(KEY, "/", "");

        // When
        AwsError refusal = refusal(verifier, withHeader(request, "x-amz-target", "Kinesis_20131202.DeleteStream"));

        // Then
        assertThat(refusal.type()).isEqualTo("InvalidSignatureException");
    }

    @Test
    void anAddedAwsHeaderHasToBeSigned() {
        // Given
        SignedRequest request = sign(KEY, "/", "");

        // When
        AwsError refusal = refusal(verifier, withHeader(request, "x-amz-security-token", "forged"));

        // Then
        assertThat(refusal).hasMessageContaining("'x-amz-security-token' must be a 'SignedHeader'");
    }

    @Test
    void anUnsignedPayloadIsRefused() {
        // Given
        SignedRequest request = signWith(KEY, "/", "", "https", false);

        // Then
        assertThat(request.header("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
        assertThat(refusal(verifier, request).type()).isEqualTo("InvalidSignatureException");
    }

    @Test
    void aSignatureFromThePastIsExpired() {
        // Given
        SignatureVerifier later = verifierAt(NOW.plus(Duration.ofSeconds(301)));

        // Then
        assertThat(refusal(later, sign(KEY, "/", "")))
                .hasMessage("Signature expired: 20260304T050607Z is now earlier than 20260304T050608Z"
                        + " (20260304T051108Z - 5 min.)");
    }

    @Test
    void aSignatureFromTheFutureIsNotYetCurrent() {
        // Given
        SignatureVerifier earlier = verifierAt(NOW.minus(Duration.ofSeconds(301)));

        // Then
        assertThat(refusal(earlier, sign(KEY, "/", ""))).hasMessageStartingWith("Signature not yet current:");
    }

    @Test
    void fiveMinutesOfSkewAreAccepted() {
        // Given
        SignedRequest request = sign(KEY, "/", "");

        // Then
        assertThatCode(() -> verifierAt(NOW.plus(Duration.ofMinutes(5))).verify(request))
                .doesNotThrowAnyException();
        assertThatCode(() -> verifierAt(NOW.minus(Duration.ofMinutes(5))).verify(request))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherServicesScopeIsRefused() {
        // Given
        SignatureVerifier glue = new SignatureVerifier("glue", KEY, Clock.fixed(NOW, ZoneOffset.UTC));

        // Then
        assertThat(refusal(glue, sign(KEY, "/", "")))
                .hasMessageStartingWith("Credential should be scoped to correct service: 'glue'.");
    }

    @Test
    void aRequestWithoutSignatureIsMissingItsToken() {
        // Given
        SignedRequest request = sign(KEY, "/", "");
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.remove("authorization");

        // Then
        assertThat(refusal(verifier, with(request, headers, request.body())).type())
                .isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void aHalfHeaderIsIncomplete() {
        // Given
        SignedRequest request = withHeader(sign(KEY, "/", ""), "authorization", "AWS4-HMAC-SHA256 Credential=local");

        // When
        AwsError refusal = refusal(verifier, request);

        // Then
        assertThat(refusal.type()).isEqualTo("IncompleteSignatureException");
        assertThat(refusal).hasMessageContaining("requires 'Signature' parameter");
    }

    private static SignatureVerifier verifierAt(Instant now) {
        return new SignatureVerifier("kinesis", KEY, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static AwsError refusal(SignatureVerifier verifier, SignedRequest request) {
        AwsError refusal = catchThrowableOfType(AwsError.class, () -> verifier.verify(request));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static SignedRequest withHeader(SignedRequest request, String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put(name, List.of(value));
        return with(request, headers, request.body());
    }

    private static SignedRequest with(SignedRequest request, Map<String, List<String>> headers, byte[] body) {
        return new SignedRequest(request.method(), request.path(), request.query(), headers, body);
    }

    private static SignedRequest sign(Credentials key, String path, String query) {
        return signWith(key, path, query, "http", true);
    }

    private static SignedRequest signWith(Credentials key, String path, String query, String scheme, boolean payload) {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create(scheme + "://127.0.0.1:4567" + path + (query.isEmpty() ? "" : "?" + query)))
                .putHeader("content-type", "application/x-amz-json-1.1")
                .putHeader("x-amz-target", "Kinesis_20131202.DescribeStream")
                .putHeader("x-many", List.of("a   b", " c"))
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(
                                AwsCredentialsIdentity.create(key.accessKeyId(), key.secretAccessKey()))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromUtf8String(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, payload)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request();
        Map<String, List<String>> headers = new HashMap<>();
        signed.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new SignedRequest("POST", path, query, headers, BODY.getBytes(StandardCharsets.UTF_8));
    }
}
