package dev.caravan.local.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies Signature Version 4 in its header form: key, scope, signed headers, body and time. Refusals carry AWS's
 * own types and messages. Any region is accepted: a stand-in has only one. Unsigned and chunked payloads are refused,
 * as these services do.
 */
final class SignatureVerifier {

    private static final Duration MAX_SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String MISMATCH = "The request signature we calculated does not match the signature you"
            + " provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.";

    private final String service;
    private final Credentials credentials;
    private final Clock clock;

    SignatureVerifier(String service, Credentials credentials, Clock clock) {
        this.service = service;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Returns if the request is signed with our key, not changed since, and of this time. */
    void verify(SignedRequest request) {
        Optional<String> header = request.header("authorization");
        if (header.isEmpty()) {
            throw AwsError.badRequest("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Authorization authorization = Authorization.parse(header.get());
        Instant signedAt = signedAt(request, header.get());
        if (!authorization.accessKeyId().equals(credentials.accessKeyId())) {
            throw AwsError.badRequest(
                    "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        checkScope(authorization, signedAt);
        checkSignedHeaders(request, authorization.signedHeaders());
        checkTime(signedAt);
        String bodyHash = hex(sha256(request.body()));
        // the body's own hash, whatever x-amz-content-sha256 states: UNSIGNED-PAYLOAD and chunks never match
        String canonical = CanonicalRequest.of(request, authorization.signedHeaders(), bodyHash);
        String toSign = String.join(
                "\n",
                Authorization.ALGORITHM,
                TIME.format(signedAt),
                authorization.scope(),
                hex(sha256(utf8(canonical))));
        String expected = hex(hmac(signingKey(authorization), toSign));
        if (!MessageDigest.isEqual(utf8(expected), utf8(authorization.signature()))) {
            throw invalid(MISMATCH);
        }
    }

    private Instant signedAt(SignedRequest request, String header) {
        String text = request.header("x-amz-date")
                .orElseThrow(() -> new AwsError(
                        "IncompleteSignatureException",
                        403,
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                                + " Authorization=" + header));
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeParseException e) {
            throw new AwsError(
                    "IncompleteSignatureException",
                    403,
                    "Date must be in ISO-8601 'basic format'. Got '" + text
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private void checkScope(Authorization authorization, Instant signedAt) {
        String day = TIME.format(signedAt).substring(0, 8);
        if (!authorization.service().equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!authorization.date().equals(day)) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + authorization.date() + "' != '" + day + "', from '" + TIME.format(signedAt) + "'.");
        }
    }

    private static void checkSignedHeaders(SignedRequest request, List<String> signed) {
        if (!signed.contains("host")) {
            throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                throw invalid("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private void checkTime(Instant signedAt) {
        Instant now = clock.instant();
        Instant earliest = now.minus(MAX_SKEW);
        Instant latest = now.plus(MAX_SKEW);
        if (signedAt.isBefore(earliest)) {
            throw invalid("Signature expired: " + TIME.format(signedAt) + " is now earlier than "
                    + TIME.format(earliest) + " (" + TIME.format(now) + " - 5 min.)");
        }
        if (signedAt.isAfter(latest)) {
            throw invalid("Signature not yet current: " + TIME.format(signedAt) + " is still later than "
                    + TIME.format(latest) + " (" + TIME.format(now) + " + 5 min.)");
        }
    }

    private byte[] signingKey(Authorization authorization) {
        byte[] key = utf8("AWS4" + credentials.secretAccessKey());
        for (String part : authorization.scope().split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java has to have.", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java has to have.", e);
        }
    }

    private static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidSignatureException", message);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
