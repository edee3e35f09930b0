package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;

class StreamLookupTest {

    @Test
    void credentialsThatAreRefusedArePermanent() {
        // Given
        AwsCredentialsProvider wrong = StaticCredentialsProvider.create(AwsBasicCredentials.create("SOMEBODY", "else"));

        // When, Then
        try (AwsClients clients = clients(KinesisServices.kinesisEndpoint(), wrong)) {
            assertThatThrownBy(new StreamLookup(bound(clients), "orders")::creationTime)
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("DescribeStreamSummary of stream orders at http://127.0.0.1")
                    .hasMessageContaining("Check the credentials");
        }
    }

    @Test
    void anEndpointThatDoesNotAnswerMayAnswerLater() throws IOException {
        // Given
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }

        // When, Then
        try (AwsClients clients =
                clients(URI.create("http://127.0.0.1:" + closedPort), AnonymousCredentialsProvider.create())) {
            assertThatThrownBy(new StreamLookup(bound(clients), "orders")::creationTime)
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("orders");
        }
    }

    @Test
    void theShardsOfAPositionCoverAllKeys() {
        // Given
        String stream = KinesisServices.createStream(3);
        StreamLookup lookup = new StreamLookup(bound(KinesisServices.clients()), stream);

        // When
        List<Shard> shards =
                lookup.shardsAt(ShardFilter.builder().type("AT_TRIM_HORIZON").build());

        // Then
        assertThat(shards)
                .extracting(Shard::shardId)
                .containsExactlyInAnyOrder("shardId-000000000000", "shardId-000000000001", "shardId-000000000002");
    }

    private static AwsClients clients(URI kinesis, AwsCredentialsProvider credentials) {
        return new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(AwsService.KINESIS, kinesis), credentials));
    }

    private static KinesisAsyncClient bound(AwsClients clients) {
        SimpleRegistry registry = new SimpleRegistry();
        clients.bindTo(registry);
        return KclClients.boundIn(registry, false).kinesis();
    }
}
