package dev.caravan.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** AWS Secrets Manager. A call takes at most 10 s with the SDK's own retries, an attempt at most 4 s. */
public final class SecretStore implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(4);

    private final SecretsManagerClient client;

    /**
     * @param endpoint if it is not AWS's own
     * @param profile of AWS's configuration file whose credentials are used; none for the default chain
     */
    public SecretStore(Region region, Optional<URI> endpoint, Optional<String> profile) {
        this.client = SecretsManagerClient.builder()
                .region(region)
                .applyMutation(builder -> endpoint.ifPresent(builder::endpointOverride))
                .credentialsProvider(profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                        .orElseGet(() -> new DefaultCredentials(
                                DefaultCredentialsProvider.builder().build())))
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT))
                .overrideConfiguration(config -> config.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT))
                .build();
    }

    /**
     * Empty if there is no such secret or version.
     *
     * @param id name or ARN
     * @param version its id; the current one if there is none
     * @throws dev.caravan.failure.PermanentException if the call is refused
     * @throws dev.caravan.failure.RetryableException if Secrets Manager does not answer, or not now
     */
    public Optional<String> find(String id, Optional<String> version) {
        try {
            GetSecretValueResponse secret = read(id, version);
            return Optional.of(
                    secret.secretString() == null ? secret.secretBinary().asUtf8String() : secret.secretString());
        } catch (SdkException e) {
            if (AwsFailures.verdict(e) == Verdict.NOT_THERE) {
                return Optional.empty();
            }
            throw AwsFailures.classify("GetSecretValue of " + id, e);
        }
    }

    /**
     * The same as the SDK answers it, for those who tell apart what went wrong.
     *
     * @throws SdkException as the SDK throws it
     */
    public GetSecretValueResponse read(String id, Optional<String> version) {
        return client.getSecretValue(request -> request.secretId(id).versionId(version.orElse(null)));
    }

    @Override
    public void close() {
        client.close();
    }
}
