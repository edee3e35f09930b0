package dev.caravan.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS's default chain, with one sentence in place of a page when it finds nothing. */
final class DefaultCredentials implements AwsCredentialsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultCredentials.class);

    private final AwsCredentialsProvider chain;

    DefaultCredentials(AwsCredentialsProvider chain) {
        this.chain = chain;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return chain.resolveCredentials();
        } catch (SdkClientException e) {
            LOG.debug("What each provider of the chain says", e);
            throw SdkClientException.create(
                    "no AWS credentials were found, neither in system properties, environment (AWS_ACCESS_KEY_ID) or"
                            + " profile, nor from a web identity, container or instance role",
                    e);
        }
    }
}
