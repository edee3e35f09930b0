package dev.caravan.local.s3;

import dev.caravan.local.protocol.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.auth.AwsSignature;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;

/**
 * Verifies Signature Version 4 in its header form for requests that never reach S3Proxy's own check, which refuses what
 * it does not implement before it looks at the signature. The calculation is S3Proxy's.
 */
record S3Signature(Credentials credentials, Clock clock) {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /** @throws S3Error as S3 refuses: 403 for an unknown key, a wrong signature or a wrong time, 400 for a changed body */
    void verify(HttpServletRequest request, byte[] body) {
        S3AuthorizationHeader authorization = authorization(request);
        if (!authorization.getIdentity().equals(credentials.accessKeyId())) {
            throw new S3Error(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
        checkTime(request.getHeader("x-amz-date"));
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            checkBody(request.getHeader("x-amz-content-sha256"), digest);
            String expected = AwsSignature.createAuthorizationSignatureV4(
                            request,
                            authorization,
                            body,
                            request.getRequestURI(),
                            credentials.secretAccessKey(),
                            false,
                            null,
                            digest)
                    .signature();
            if (!MessageDigest.isEqual(bytes(expected), bytes(authorization.getSignature()))) {
                throw new S3Error(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided. Check your"
                                + " key and signing method.");
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot calculate a signature: " + e, e);
        }
    }

    private static S3AuthorizationHeader authorization(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            throw denied();
        }
        try {
            S3AuthorizationHeader authorization = new S3AuthorizationHeader(header);
            if (authorization.getAuthenticationType() == AuthenticationType.AWS_V4) {
                return authorization;
            }
        } catch (IllegalArgumentException e) {
            throw new S3Error(400, "AuthorizationHeaderMalformed", "The authorization header is malformed");
        }
        throw denied();
    }

    private void checkTime(String date) {
        try {
            Instant signed = TIME.parse(date == null ? "" : date, Instant::from);
            if (Duration.between(signed, clock.instant()).abs().compareTo(MAX_SKEW) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw new S3Error(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
        }
        throw new S3Error(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.");
    }

    private static void checkBody(String stated, String digest) {
        if (stated != null && stated.startsWith("STREAMING-")) {
            throw new S3Error(501, "NotImplemented", "A bucket document in signed chunks is not implemented here");
        }
        if (stated != null && !stated.equals(UNSIGNED) && !stated.equals(digest)) {
            throw new S3Error(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    private static S3Error denied() {
        return new S3Error(403, "AccessDenied", "Access Denied");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
