package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsService;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class AwsSettingsTest {

    @Test
    void regionAndEndpointsAreTakenAndEmptyOnesAreAwssOwn() {
        // When
        AwsAccess access = AwsSettings.from(of(Map.of(
                "aws.region", "eu-central-1",
                "aws.endpoint.s3", "http://127.0.0.1:9000",
                "aws.endpoint.kinesis", "https://kinesis.example.com/",
                "aws.endpoint.glue", "")));

        // Then
        assertThat(access.region()).isEqualTo(Region.EU_CENTRAL_1);
        assertThat(access.endpoints())
                .containsOnly(
                        Map.entry(AwsService.S3, URI.create("http://127.0.0.1:9000")),
                        Map.entry(AwsService.KINESIS, URI.create("https://kinesis.example.com/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9000",
                "ftp://localhost",
                "http://",
                "http://host:90a",
                "http://[host",
                "http://a b",
                "http://host/path",
                "http://host?query"
            })
    void anEndpointThatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> AwsSettings.from(of(Map.of("aws.region", "us-east-1", "aws.endpoint.s3", text))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting aws.endpoint.s3 = " + text
                        + " (the file): expected an address such as https://host:port");
    }

    @Test
    void anEndpointOfNoServiceIsRefused() {
        assertThatThrownBy(() -> AwsSettings.from(of(Map.of("aws.region", "us-east-1", "aws.endpoint.s33", ""))))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Setting aws.endpoint.s33 (the file): there is no such endpoint, only ")
                .hasMessageEndingWith(
                        "aws.endpoint.kinesis, aws.endpoint.quicksight, aws.endpoint.s3, aws.endpoint.ses");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> AwsSettings.from(of(Map.of("aws.endpoint.s3", "s3", "aws.endpoint.glue", "glue"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("aws.endpoint.s3 = s3", "aws.endpoint.glue = glue", "aws.region is missing")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(3));
    }

    private static Settings of(Map<String, String> layer) {
        return Settings.empty().with(layer, "the file");
    }
}
