package dev.caravan.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * AWS's default chain, with one sentence in place of a page when it finds nothing. A chain that found credentials once
 * is set up right: that it cannot renew them passes, as any outage does, and the call is worth repeating.
 */
final class DefaultCredentials implements AwsCredentialsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultCredentials.class);

    private final AwsCredentialsProvider chain;
    private volatile boolean found;

    DefaultCredentials(AwsCredentialsProvider chain) {
        this.chain = chain;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            AwsCredentials credentials = chain.resolveCredentials();
            found = true;
            return credentials;
        } catch (SdkClientException e) {
            LOG.debug("What each provider of the chain says", e);
            if (found) {
                throw RetryableException.create("the AWS credentials have run out and could not be renewed", e);
            }
            throw SdkClientException.create(
                    "no AWS credentials were found, neither in system properties, environment (AWS_ACCESS_KEY_ID) or"
                            + " profile, nor from a web identity, container or instance role",
                    e);
        }
    }
}
