package dev.caravan.local.kinesis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque texts that a client hands back: fields with a check sum under a secret key, so that none can be made up. They
 * stay good when the process starts again with the same key.
 */
final class Tokens {

    private static final String SEPARATOR = "|";
    private static final int CHECK_BYTES = 16;

    private final SecretKeySpec key;

    Tokens(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /**
     * @param kind tells one use of tokens from another
     * @param fields texts without {@code |}
     */
    String seal(String kind, List<String> fields) {
        byte[] content = (kind + SEPARATOR + String.join(SEPARATOR, fields)).getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(checkSum(content), CHECK_BYTES + content.length);
        System.arraycopy(content, 0, token, CHECK_BYTES, content.length);
        return Base64.getEncoder().encodeToString(token);
    }

    /** The fields of a token of this kind; empty if it is none of ours. */
    Optional<List<String>> open(String kind, String text) {
        byte[] token;
        try {
            token = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (token.length < CHECK_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(token, CHECK_BYTES, token.length);
        if (!MessageDigest.isEqual(checkSum(content), Arrays.copyOf(token, CHECK_BYTES))) {
            return Optional.empty();
        }
        List<String> fields = List.of(new String(content, StandardCharsets.UTF_8).split("\\|", -1));
        return fields.get(0).equals(kind) ? Optional.of(fields.subList(1, fields.size())) : Optional.empty();
    }

    private byte[] checkSum(byte[] content) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), CHECK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java has to have.", e);
        }
    }
}
