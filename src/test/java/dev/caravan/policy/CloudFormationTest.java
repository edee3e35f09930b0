package dev.caravan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

/** The template's structure, as the CloudFormation user guide and the resource types' references demand it. */
class CloudFormationTest {

    @Test
    void theTemplateHasARoleForEachAndAPolicyForEachBucket() {
        // When
        JsonNode template = ShippedPermissions.with(Map.of()).cloudFormation();

        // Then
        assertThat(names(template)).containsExactly("AWSTemplateFormatVersion", "Description", "Resources", "Outputs");
        assertThat(template.path("AWSTemplateFormatVersion").asText()).isEqualTo("2010-09-09");
        assertThat(names(template.path("Resources")))
                .containsExactly(
                        "IngestRole",
                        "ReportsRole",
                        "CrawlerRole",
                        "SetUpRole",
                        "OperatorRole",
                        "CaravanLakeBucketPolicy",
                        "CaravanQueryResultsBucketPolicy",
                        "CaravanSeedLayoutBucketPolicy");
        assertThat(template.path("Resources").properties()).allSatisfy(CloudFormationTest::requireResource);
        assertThat(template.path("Outputs").properties()).hasSize(5).allSatisfy(output -> {
            JsonNode reference = output.getValue().path("Value").path("Fn::GetAtt");
            assertThat(template.path("Resources").has(reference.path(0).asText()))
                    .isTrue();
            assertThat(reference.path(1).asText()).isEqualTo("Arn");
        });
    }

    @Test
    void aCrawlerRoleThatIsThereAlreadyIsLeftOut() {
        // When
        JsonNode template = ShippedPermissions.with(Map.of("glue.crawler-role", "arn:aws:iam::123456789012:role/glue"))
                .cloudFormation();

        // Then
        assertThat(names(template.path("Resources"))).contains("IngestRole").doesNotContain("CrawlerRole");
    }

    @Test
    void bucketsWhoseNamesDifferInHyphensHaveResourcesOfTheirOwn() {
        // When
        JsonNode template = ShippedPermissions.with(Map.of("athena.output", "s3://caravan.lake/"))
                .cloudFormation();

        // Then
        assertThat(template.path("Resources").properties())
                .filteredOn(resource -> resource.getKey().startsWith("CaravanLake"))
                .extracting(resource -> resource.getKey() + " "
                        + resource.getValue().path("Properties").path("Bucket").asText())
                .containsExactly("CaravanLakeBucketPolicy caravan-lake", "CaravanLakeBucketPolicy2 caravan.lake");
    }

    private static void requireResource(Entry<String, JsonNode> resource) {
        JsonNode properties = resource.getValue().path("Properties");
        assertThat(resource.getKey()).matches("[A-Za-z0-9]{1,255}");
        assertThat(names(resource.getValue())).containsExactly("Type", "Properties");
        switch (resource.getValue().path("Type").asText()) {
            case "AWS::IAM::Role" -> {
                assertThat(names(properties))
                        .containsExactly("RoleName", "AssumeRolePolicyDocument", "Policies", "Tags");
                assertThat(properties.path("RoleName").asText()).matches("[\\w+=,.@-]{1,64}");
                requirePolicy(properties.path("AssumeRolePolicyDocument"), true, false);
                assertThat(names(properties.path("Policies").path(0))).containsExactly("PolicyName", "PolicyDocument");
                requirePolicy(properties.path("Policies").path(0).path("PolicyDocument"), false, true);
                assertThat(properties.path("Tags").path(0).toString())
                        .isEqualTo("{\"Key\":\"caravan:deployment\",\"Value\":\"caravan\"}");
            }
            case "AWS::S3::BucketPolicy" -> {
                assertThat(names(properties)).containsExactly("Bucket", "PolicyDocument");
                requirePolicy(properties.path("PolicyDocument"), true, true);
            }
            default -> throw new AssertionError("No such resource is expected: " + resource);
        }
    }

    private static void requirePolicy(JsonNode policy, boolean withPrincipal, boolean withResource) {
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.path("Statement")).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.path("Effect").asText()).isIn("Allow", "Deny");
            assertThat(statement.path("Action").isMissingNode()).isFalse();
            assertThat(statement.has("Principal")).isEqualTo(withPrincipal);
            assertThat(statement.has("Resource")).isEqualTo(withResource);
        });
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Entry::getKey).toList();
    }
}
