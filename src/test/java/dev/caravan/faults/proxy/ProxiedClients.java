package dev.caravan.faults.proxy;

import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** SDK clients of the shared services that go through a proxy. */
final class ProxiedClients {
    private ProxiedClients() {}

    /** Asks once: what a proxy does is seen as it is. */
    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C once(B builder, URI endpoint) {
        return common(builder, endpoint)
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
                .overrideConfiguration(setting -> setting.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** With the SDK's own retries. */
    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C retrying(B builder, URI endpoint) {
        return common(builder, endpoint)
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
                .build();
    }

    /** Netty, and asks once. */
    static <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C async(B builder, URI endpoint) {
        return common(builder, endpoint)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .readTimeout(Duration.ofSeconds(10)))
                .overrideConfiguration(setting -> setting.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B common(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider());
    }
}
