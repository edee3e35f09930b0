package dev.caravan.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

class AwsFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "500, InternalFailure",
        "503, SlowDown",
        "429, TooManyRequestsException",
        "409, ConditionalRequestConflict",
        "400, ProvisionedThroughputExceededException",
        "400, ThrottlingException",
        "400, ExpiredToken",
        "403, ExpiredTokenException",
        "400, RequestTimeout",
        "400, OperationTimeoutException",
        "400, TransactionConflictException"
    })
    void whatPassesByItselfIsRetryable(int status, String code) {
        // When
        RuntimeException classified = AwsFailures.classify("PutObject of s3://lake/a", answer(status, code));

        // Then
        assertThat(classified)
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PutObject of s3://lake/a was answered with status " + status + " " + code)
                .hasMessageContaining("request R1");
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, permissions",
        "403, InvalidAccessKeyId, credentials",
        "403, SignatureDoesNotMatch, credentials",
        "403, RequestTimeTooSkewed, clock",
        "404, NoSuchBucket, Create it",
        "301, PermanentRedirect, another region",
        "400, ResourceNotFoundException, Create it",
        "400, EntityNotFoundException, Create it",
        "400, ValidationException, same answer",
        "400, UnrecognizedClientException, credentials"
    })
    void whatSomebodyMustChangeIsPermanentAndSaysSo(int status, String code, String advice) {
        // When
        RuntimeException classified = AwsFailures.classify("PutObject of s3://lake/a", answer(status, code));

        // Then
        assertThat(classified)
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("status " + status + " " + code)
                .hasMessageContaining(advice);
    }

    @Test
    void timeOutsAndInterruptionsAreRetryable() {
        for (SdkException failure : new SdkException[] {
            ApiCallTimeoutException.create(1000), AbortedException.create("Thread was interrupted")
        }) {
            assertThat(AwsFailures.classify("ListStreams", failure)).isInstanceOf(RetryableException.class);
        }
    }

    @Test
    void aRefusedConnectionIsRetryable() {
        // Given: nothing listens on port 1
        try (S3Client client = client().credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {

            // When
            RuntimeException classified = classified(client);

            // Then
            assertThat(classified)
                    .isInstanceOf(RetryableException.class)
                    .hasMessageStartingWith("ListBuckets got no answer: ");
        }
    }

    @Test
    void aConnectionThatWasNotMadeInTimeIsRetryableAndSaidInOneLine() {
        // Given: what the SDK's Netty client throws
        SdkClientException failure = SdkClientException.create(
                "Unable to execute HTTP request: Acquire operation took longer",
                new Throwable(
                        "Acquire operation took longer.\nConsider taking any of the following actions",
                        new TimeoutException("Acquire operation took longer than 10000 milliseconds.")));

        // When
        RuntimeException classified = AwsFailures.classify("ListStreams of http://127.0.0.1:1", failure);

        // Then
        assertThat(classified)
                .isInstanceOf(RetryableException.class)
                .hasMessage("ListStreams of http://127.0.0.1:1 got no answer: TimeoutException: Acquire operation took"
                        + " longer than 10000 milliseconds.");
    }

    @Test
    void aHostThatIsUnknownIsNamed() {
        // Given: what the SDK makes of it
        SdkClientException failure = SdkClientException.create(
                "Received an UnknownHostException when attempting to interact with a service. See cause.",
                new UnknownHostException("nowhere.invalid"));

        // When / Then
        assertThat(AwsFailures.classify("ListStreams", failure))
                .isInstanceOf(RetryableException.class)
                .hasMessage("ListStreams got no answer: UnknownHostException: nowhere.invalid");
    }

    @Test
    void credentialsThatNobodyHasAreSaidInOneLine() {
        // Given: a chain that finds none
        AwsCredentialsProvider nobody =
                new DefaultCredentials(AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()));
        try (S3Client client = client().credentialsProvider(nobody).build()) {

            // When
            RuntimeException classified = classified(client);

            // Then
            assertThat(classified)
                    .isInstanceOf(PermanentException.class)
                    .hasMessage("ListBuckets was not sent: no AWS credentials were found, neither in system properties,"
                            + " environment (AWS_ACCESS_KEY_ID) or profile, nor from a web identity, container or instance"
                            + " role. Check that AWS credentials can be found, and the region and endpoint settings");
        }
    }

    @Test
    void missingCredentialsArePermanent() {
        // Given
        try (S3Client client = client().credentialsProvider(
                        AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()))
                .build()) {

            // When
            RuntimeException classified = classified(client);

            // Then
            assertThat(classified)
                    .isInstanceOf(PermanentException.class)
                    .hasMessageStartingWith("ListBuckets was not sent: Unable to load credentials")
                    .hasMessageContaining("Check that AWS credentials can be found");
        }
    }

    @Test
    void aClientFailureWithoutATransportCauseIsPermanent() {
        assertThat(AwsFailures.classify("ListStreams", SdkClientException.create("No region")))
                .isInstanceOf(PermanentException.class);
    }

    private static RuntimeException classified(S3Client client) {
        try {
            client.listBuckets();
        } catch (SdkException e) {
            return AwsFailures.classify("ListBuckets", e);
        }
        throw new AssertionError("ListBuckets should fail");
    }

    private static S3ClientBuilder client() {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, NOT_ALLOWED",
        "400, AccessDeniedException, NOT_ALLOWED",
        "403, , NOT_ALLOWED",
        "403, SignatureDoesNotMatch, BAD_CREDENTIALS",
        "403, InvalidAccessKeyId, BAD_CREDENTIALS",
        "400, UnrecognizedClientException, BAD_CREDENTIALS",
        "400, ExpiredTokenException, BAD_CREDENTIALS",
        "403, RequestTimeTooSkewed, BAD_CREDENTIALS",
        "404, NoSuchBucket, NOT_THERE",
        "404, , NOT_THERE",
        "400, ResourceNotFoundException, NOT_THERE",
        "400, EntityNotFoundException, NOT_THERE",
        "503, SlowDown, UNAVAILABLE",
        "400, ThrottlingException, UNAVAILABLE",
        "400, ValidationException, REFUSED",
        "412, PreconditionFailed, REFUSED"
    })
    void anAnswerSaysWhetherCallerThingOrServiceIsAtFault(int status, String code, Verdict verdict) {
        assertThat(AwsFailures.verdict(answer(status, code))).isEqualTo(verdict);
    }

    @Test
    void withoutAnAnswerItIsTheServiceOrTheCallItself() {
        // Given
        SdkClientException refused = SdkClientException.create("Unable to execute", new UnknownHostException("s3"));
        SdkClientException without = SdkClientException.create("no AWS credentials were found");

        // When / Then
        assertThat(AwsFailures.verdict(refused)).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(AwsFailures.verdict(without)).isEqualTo(Verdict.NOT_SENT);
    }

    private static AwsServiceException answer(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .requestId("R1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("as the service says")
                        .build())
                .build();
    }
}
