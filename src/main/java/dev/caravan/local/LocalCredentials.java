package dev.caravan.local;

import dev.caravan.local.protocol.Credentials;

/**
 * The key pair and region of local mode. They are fixed and public, good for loopback only, and never taken from or
 * given to AWS's default chains.
 *
 * @param accessKeyId letters and digits only: DynamoDB Local takes no other
 */
public record LocalCredentials(String accessKeyId, String secretAccessKey, String region) {
    public static final LocalCredentials FIXED =
            new LocalCredentials("CARAVANLOCAL", "caravan-local-secret", "us-east-1");

    public LocalCredentials {
        if (!accessKeyId.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("A local access key has letters and digits only: " + accessKeyId);
        }
        if (secretAccessKey.isBlank() || region.isBlank()) {
            throw new IllegalArgumentException("Local credentials need a secret access key and a region");
        }
    }

    Credentials keyPair() {
        return new Credentials(accessKeyId, secretAccessKey);
    }
}
