package dev.caravan.local.protocol;

/**
 * The one key pair that a stand-in accepts.
 *
 * @param accessKeyId the id, sent with each request
 * @param secretAccessKey the secret, never sent
 */
public record Credentials(String accessKeyId, String secretAccessKey) {

    public Credentials {
        if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("Credentials need an access key id and a secret access key.");
        }
    }

    /** The id only: the secret is never printed. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ", ******]";
    }
}
