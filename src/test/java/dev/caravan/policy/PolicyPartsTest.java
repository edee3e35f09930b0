package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Policies that are larger than IAM takes in one piece. */
class PolicyPartsTest {

    private static final String OBJECT =
            "arn:aws:s3:::caravan-lake/topics/of-the-shop/number-%d/dt=2026-01-01/a.json.gz";

    private static Permissions withPrefixes(int count) {
        List<Use> uses = IntStream.range(0, count)
                .<Use>mapToObj(number -> new Use.WritesObjects(
                        "r" + number,
                        "caravan-lake",
                        "topics/of-the-shop/number-" + number + "/",
                        "none",
                        "json",
                        "gzip"))
                .toList();
        return new Permissions(
                PolicySettings.from(ShippedPermissions.settings(Map.of()), ShippedPermissions.ACCOUNT),
                uses,
                new Trust.Account());
    }

    @Test
    void partsFitAndTogetherAllowTheSame() {
        // Given
        Policy ingest = withPrefixes(200).policy(Role.INGEST);
        assertThat(PolicyParts.size(ingest)).isGreaterThan(PolicyParts.INLINE);

        // When
        List<Policy> parts = PolicyParts.managed(ingest);

        // Then
        assertThat(parts).hasSizeBetween(2, PolicyParts.MOST_MANAGED);
        assertThat(parts).allSatisfy(part -> assertThat(PolicyParts.size(part)).isLessThanOrEqualTo(6_144));
        for (int number = 0; number < 200; number++) {
            assertThat(PolicyEvaluator.decide(parts, IamRequest.of("s3:PutObject", OBJECT.formatted(number))))
                    .isEqualTo(ALLOWED);
            assertThat(PolicyEvaluator.decide(
                            parts,
                            IamRequest.of("s3:ListBucket", "arn:aws:s3:::caravan-lake")
                                    .with("s3:prefix", "topics/of-the-shop/number-" + number + "/dt=")))
                    .isEqualTo(ALLOWED);
        }
        assertThat(PolicyEvaluator.decide(parts, IamRequest.of("s3:PutObject", OBJECT.formatted(200))))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void aPolicyThatFitsStaysInOnePart() {
        // Given
        Policy crawler = ShippedPermissions.with(Map.of()).policy(Role.CRAWLER);

        // When / Then
        assertThat(PolicyParts.managed(crawler)).containsExactly(crawler);
        assertThat(ShippedPermissions.with(Map.of()).notices()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsSaidAndTheTemplateHasManagedPolicies() {
        // Given
        Permissions permissions = withPrefixes(200);

        // When
        JsonNode resources = permissions.cloudFormation().path("Resources");

        // Then
        int parts = PolicyParts.managed(permissions.policy(Role.INGEST)).size();
        assertThat(permissions.notices()).anySatisfy(notice -> assertThat(notice)
                .startsWith("The policy of the role ingest has ")
                .endsWith("and IAM takes 10240 in a role itself: use --format cloudformation, which makes " + parts
                        + " managed policies of it"));
        assertThat(resources.path("IngestRole").path("Properties").has("Policies"))
                .isFalse();
        JsonNode last = resources.path("IngestRolePolicy" + parts);
        assertThat(last.path("Type").asText()).isEqualTo("AWS::IAM::ManagedPolicy");
        assertThat(last.at("/Properties/Roles/0/Ref").asText()).isEqualTo("IngestRole");
        assertThat(last.at("/Properties/ManagedPolicyName").asText()).isEqualTo("caravan-ingest-" + parts);
        assertThat(resources.has("IngestRolePolicy" + (parts + 1))).isFalse();
    }

    @Test
    void moreThanARoleCanHaveIsSaidWithWhatToDo() {
        assertThat(withPrefixes(1_000).notices())
                .anyMatch(notice -> notice.contains("The policy of the role ingest")
                        && notice.contains("a role has 10 at most unless its quota is raised"));
    }
}
