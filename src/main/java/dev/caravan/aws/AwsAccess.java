package dev.caravan.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * How to reach AWS, or what stands in for it.
 *
 * @param endpoints by service; a service without one has AWS's own endpoint (or that of the SDK's environment
 *     variables {@code AWS_ENDPOINT_URL_...})
 */
public record AwsAccess(Region region, Map<AwsService, URI> endpoints, AwsCredentialsProvider credentials) {

    public AwsAccess {
        endpoints = Map.copyOf(endpoints);
    }

    /** With AWS's default credential chain. */
    public static AwsAccess withDefaultCredentials(Region region, Map<AwsService, URI> endpoints) {
        return new AwsAccess(
                region,
                endpoints,
                new DefaultCredentials(DefaultCredentialsProvider.builder().build()));
    }

    Optional<URI> endpoint(AwsService service) {
        return Optional.ofNullable(endpoints.get(service));
    }
}
