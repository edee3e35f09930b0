package dev.caravan.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Whose credentials these are. */
public final class CallerAccount {

    private static final Duration CALL = Duration.ofSeconds(10);

    private CallerAccount() {}

    /**
     * The account's 12 digits, asked of STS in the region; everybody may ask. Its endpoint is AWS's own, or that of the
     * SDK's environment variable {@code AWS_ENDPOINT_URL_STS}.
     *
     * @throws dev.caravan.failure.PermanentException if the credentials are none or refused
     * @throws dev.caravan.failure.RetryableException if STS does not answer
     */
    public static String of(AwsAccess access) {
        try (StsClient sts = StsClient.builder()
                .region(access.region())
                .credentialsProvider(access.credentials())
                .httpClientBuilder(ApacheHttpClient.builder().connectionTimeout(CALL))
                .overrideConfiguration(config -> config.apiCallTimeout(CALL))
                .build()) {
            return sts.getCallerIdentity().account();
        } catch (SdkException e) {
            throw AwsFailures.classify("GetCallerIdentity", e);
        }
    }
}
