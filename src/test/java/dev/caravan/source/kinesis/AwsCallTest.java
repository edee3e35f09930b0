package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.kinesis.leases.exceptions.DependencyException;

class AwsCallTest {

    @Test
    void whatKclHasWrappedIsClassifiedByWhatAwsAnswered() {
        // Given
        Throwable refused = wrapped(400, "AccessDeniedException");
        Throwable throttled = wrapped(400, "ProvisionedThroughputExceededException");

        // When, Then
        assertThat(AwsCall.classify("To begin", refused))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("To begin was answered with status 400 AccessDeniedException");
        assertThat(AwsCall.classify("To begin", throttled)).isInstanceOf(RetryableException.class);
    }

    @Test
    void whatKclDoesNotExplainMayPass() {
        // When, Then
        assertThat(AwsCall.classify("To begin", new IllegalStateException("giving up")))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("giving up");
    }

    private static Throwable wrapped(int status, String code) {
        return new RuntimeException(new DependencyException(DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said so")
                        .build())
                .build()));
    }
}
