package dev.caravan.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The secret that requests to the management port carry as {@code Authorization: Bearer TOKEN} (RFC 6750, 2.1). */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    /** @param secret not empty */
    public BearerToken(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("A token has at least one character");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the same time wherever the first wrong character is. */
    boolean isIn(Optional<String> authorization) {
        return authorization
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))
                .filter(given -> MessageDigest.isEqual(secret, given))
                .isPresent();
    }

    @Override
    public String toString() {
        return "(a token)";
    }
}
