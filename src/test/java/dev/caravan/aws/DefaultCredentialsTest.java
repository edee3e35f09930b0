package dev.caravan.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class DefaultCredentialsTest {

    private final AtomicBoolean away = new AtomicBoolean();
    private final DefaultCredentials credentials = new DefaultCredentials(() -> {
        if (away.get()) {
            throw SdkClientException.create("a page of advice");
        }
        return AwsBasicCredentials.create("key", "secret");
    });

    @Test
    void aChainThatNeverFoundAnythingIsSetUpWrong() {
        // Given
        away.set(true);

        // Then
        assertThat(classified()).isInstanceOf(PermanentException.class).hasMessageContaining("no AWS credentials");
    }

    @Test
    void aChainThatFoundCredentialsOnceWillFindThemAgain() {
        // Given
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key");

        // When
        away.set(true);

        // Then
        assertThat(classified()).isInstanceOf(RetryableException.class).hasMessageContaining("could not be renewed");

        // When
        away.set(false);

        // Then
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key");
    }

    private RuntimeException classified() {
        SdkException[] failure = new SdkException[1];
        assertThatThrownBy(credentials::resolveCredentials)
                .isInstanceOfSatisfying(SdkException.class, thrown -> failure[0] = thrown);
        return AwsFailures.classify("PutObject of s3://lake/a", failure[0]);
    }
}
