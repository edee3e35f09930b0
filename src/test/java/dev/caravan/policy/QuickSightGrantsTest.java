package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuickSightGrantsTest {

    private static final String OURS = "arn:aws:quicksight:us-east-1:123456789012:";
    private static final Permissions WITH_OWNER = ShippedPermissions.with(Map.of(
            "setup.deployment",
            "a.b",
            "setup.quicksight.principal",
            "arn:aws:quicksight:us-east-1:123456789012:user/default/ann"));

    @ParameterizedTest
    @CsvSource({
        "CreateDataSource, datasource/a-b, ALLOWED",
        "PassDataSource, datasource/a-b, ALLOWED",
        "UpdateDataSetPermissions, dataset/a-b, ALLOWED",
        "PassDataSet, dataset/a-b, ALLOWED",
        "CreateAnalysis, analysis/a-b, ALLOWED",
        "DeleteAnalysis, analysis/a-b, ALLOWED",
        "ListTagsForResource, analysis/a-b, ALLOWED",
        "DeleteAnalysis, analysis/a-b-c, NOT_ALLOWED",
        "DeleteDataSet, datasource/a-b, NOT_ALLOWED",
        "QueryAnalysis, analysis/a-b, NOT_ALLOWED",
        "CreateUser, user/default/ann, NOT_ALLOWED"
    })
    void theSetUpMakesAndRemovesItsOwnChartAndNoOther(
            String action, String resource, PolicyEvaluator.Decision decision) {
        assertThat(decide(WITH_OWNER, Role.SET_UP, action, resource)).isEqualTo(decision);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SET_UP", mode = EnumSource.Mode.EXCLUDE)
    void noOtherRoleTouchesIt(Role role) {
        assertThat(decide(WITH_OWNER, role, "DescribeAnalysis", "analysis/a-b")).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void withoutAnOwnerThereIsNoPermission() {
        assertThat(decide(ShippedPermissions.with(Map.of()), Role.SET_UP, "CreateAnalysis", "analysis/caravan"))
                .isEqualTo(NOT_ALLOWED);
        assertThat(decide(WITH_OWNER, Role.SET_UP, "CreateAnalysis", "analysis/a-b"))
                .isEqualTo(ALLOWED);
    }

    /** IAM's quota for all inline policies of a role, without white space. */
    @Test
    void theSetUpStillFitsIntoOneRoleWithEverythingElse() {
        Permissions all = ShippedPermissions.with(Map.of(
                "setup.kms-key",
                ShippedPermissions.KEY,
                "kafka.cluster-arn",
                ShippedPermissions.KAFKA,
                "setup.quicksight.principal",
                "arn:aws:quicksight:us-east-1:123456789012:user/default/ann"));

        assertThat(PolicyJson.of(all.policy(Role.SET_UP)).toString()).hasSizeLessThan(10_240);
    }

    private static PolicyEvaluator.Decision decide(Permissions all, Role role, String action, String resource) {
        return PolicyEvaluator.decide(all.policy(role), IamRequest.of("quicksight:" + action, OURS + resource));
    }
}
