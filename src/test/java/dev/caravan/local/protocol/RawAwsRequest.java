package dev.caravan.local.protocol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A request of AWS's JSON protocol that is signed by hand and sent without any AWS library. */
public final class RawAwsRequest {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";

    private final URI endpoint;
    private final String service;
    private final String target;
    private final byte[] body;
    private String contentType = "application/x-amz-json-1.1";
    private byte[] signedBody;
    private Credentials credentials = new Credentials("local", "local-secret");
    private Instant time = Instant.now();

    public RawAwsRequest(URI endpoint, String service, String target, String body) {
        this(endpoint, service, target, body.getBytes(StandardCharsets.UTF_8));
    }

    public RawAwsRequest(URI endpoint, String service, String target, byte[] body) {
        this.endpoint = endpoint;
        this.service = service;
        this.target = target;
        this.body = body;
        this.signedBody = body;
    }

    public RawAwsRequest contentType(String type) {
        this.contentType = type;
        return this;
    }

    public RawAwsRequest credentials(Credentials other) {
        this.credentials = other;
        return this;
    }

    public RawAwsRequest time(Instant other) {
        this.time = other;
        return this;
    }

    /** Signs another body than the one that is sent. */
    public RawAwsRequest signedFor(String otherBody) {
        this.signedBody = otherBody.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public HttpResponse<byte[]> send() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return client.send(
                request().header("Authorization", authorization()).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> sendUnsigned() throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", contentType)
                .header("X-Amz-Date", TIME.format(time))
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private String authorization() {
        String date = TIME.format(time);
        String canonical = "POST\n/\n\ncontent-type:" + contentType + "\nhost:" + endpoint.getAuthority()
                + "\nx-amz-date:" + date + "\nx-amz-target:" + target + "\n\n" + SIGNED + "\n" + sha256(signedBody);
        String scope = date.substring(0, 8) + "/eu-central-1/" + service + "/aws4_request";
        String toSign =
                "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + SIGNED
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
