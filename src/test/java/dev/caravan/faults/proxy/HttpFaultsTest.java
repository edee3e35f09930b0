package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(60)
class HttpFaultsTest {
    private final String bucket = SharedServices.createBucket();
    private HttpProxy proxy;
    private S3Client once;
    private S3Client retrying;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpProxy.start(SharedServices.s3().endpoint());
        once = ProxiedClients.once(S3Client.builder().forcePathStyle(true), proxy.endpoint());
        retrying = ProxiedClients.retrying(S3Client.builder().forcePathStyle(true), proxy.endpoint());
    }

    @AfterEach
    void close() throws IOException {
        once.close();
        retrying.close();
        proxy.close();
    }

    @Test
    void aLostReplyIsADoneRequestThatFailed() {
        // Given
        proxy.on("PutObject", Action.loseReply());

        // Then
        assertThatThrownBy(() -> put(once, "k")).isInstanceOf(SdkClientException.class);
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aRepeatedCreationAfterALostReplyMeetsItsOwnObject() {
        // Given
        Rule rule = proxy.on("PutObject", Action.loseReply()).times(1);

        // Then
        assertThat(catchThrowableOfType(
                                S3Exception.class,
                                () -> retrying.putObject(
                                        put -> put.bucket(bucket).key("k").ifNoneMatch("*"),
                                        RequestBody.fromString("text")))
                        .statusCode())
                .isEqualTo(412);
        assertThat(rule.hits()).isOne();
        assertThat(proxy.count("PutObject")).isEqualTo(2);
    }

    @Test
    void aLostRequestIsNeverDone() {
        // Given
        proxy.on("PutObject", Action.loseRequest());

        // Then
        assertThatThrownBy(() -> put(once, "k")).isInstanceOf(SdkClientException.class);
        assertThat(keys()).isEmpty();
    }

    @Test
    void aDelayedRequestIsDoneAfterItsClientHasGivenUp() {
        // Given
        proxy.on("PutObject", Action.delay(Duration.ofSeconds(1)));

        // When
        assertThatThrownBy(() -> once.putObject(
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key("k")
                                .overrideConfiguration(setting -> setting.apiCallAttemptTimeout(Duration.ofMillis(300)))
                                .build(),
                        RequestBody.fromString("text")))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);

        // Then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(keys()).containsExactly("k"));
    }

    @Test
    void aHeldRequestIsDoneOnceItIsReleased() throws Exception {
        // Given
        Hold hold = new Hold();
        proxy.on("PutObject", Action.hold(hold));
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put(once, "k"));
        hold.reached();
        assertThat(keys()).isEmpty();

        // When
        hold.release();

        // Then
        put.get(10, TimeUnit.SECONDS);
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aRequestWhoseReplyIsHeldIsDoneAndItsClientWaits() throws Exception {
        // Given
        Hold hold = new Hold();
        proxy.on("PutObject", Action.holdReply(hold));

        // When
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put(once, "k"));
        hold.reached();

        // Then
        assertThat(keys()).containsExactly("k");
        assertThat(put).isNotDone();
        hold.release();
        put.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aCutReplyIsNotTakenForWhole() {
        // Given
        put(once, "k");
        proxy.on("GetObject", Action.truncateReply(2));

        // Then
        assertThatThrownBy(() -> once.getObjectAsBytes(get -> get.bucket(bucket).key("k")))
                .isInstanceOf(SdkClientException.class)
                .hasStackTraceContaining("Premature end of Content-Length delimited message body");
    }

    @Test
    void anEditedReplyIsRead() {
        // Given
        put(once, "k");
        proxy.on("ListObjectsV2", Action.editReply(body -> new String(body, StandardCharsets.UTF_8)
                .replace("<Key>k</Key>", "<Key>another</Key>")
                .getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(once.listObjectsV2(list -> list.bucket(bucket)).contents())
                .extracting(S3Object::key)
                .containsExactly("another");
    }

    private void put(S3Client client, String key) {
        client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("text"));
    }

    private List<String> keys() {
        return SharedServices.s3Client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
