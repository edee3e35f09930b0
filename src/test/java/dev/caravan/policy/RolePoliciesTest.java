package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases against the policies of the shipped routes, all of them with a key of KMS and a cluster of MSK. */
class RolePoliciesTest {

    /** Of an inline policy of a role, without white space (IAM quotas: 10,240 for all of a role together). */
    private static final int MOST_CHARACTERS = 10_240;

    private static final Permissions PERMISSIONS = ShippedPermissions.with(
            Map.of("setup.kms-key", ShippedPermissions.KEY, "kafka.cluster-arn", ShippedPermissions.KAFKA));

    @ParameterizedTest
    @CsvSource({
        "INGEST, kinesis:GetRecords, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "INGEST, dynamodb:UpdateItem, arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3",
        "INGEST, dynamodb:Query,"
                + " arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3/index/LeaseOwnerToLeaseKeyIndex",
        "INGEST, dynamodb:DescribeTable,"
                + " arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3-CoordinatorState",
        "INGEST, dynamodb:BatchWriteItem, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "INGEST, s3:PutObject, arn:aws:s3:::caravan-lake/user-activity/dt=2026-01-01/hour=00/a.json.gz",
        "INGEST, s3:PutObject, arn:aws:s3:::caravan-lake/dead-letters/source=clicks/dt=2026-01-01/a.jsonl.gz",
        "INGEST, s3:PutObject, arn:aws:s3:::caravan-seed-layout/a.json",
        "INGEST, glue:StartCrawler, arn:aws:glue:us-east-1:123456789012:crawler/caravan-lake",
        "REPORTS, glue:StartCrawler, arn:aws:glue:us-east-1:123456789012:crawler/caravan-lake",
        "INGEST, kafka-cluster:ReadData, arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/user-activity",
        "INGEST, kafka-cluster:WriteData,"
                + " arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/user-activity-replica",
        "INGEST, kafka-cluster:AlterGroup,"
                + " arn:aws:kafka:us-east-1:123456789012:group/events/0f1e2d3c-1/caravan-replica-to-s3",
        "INGEST, kafka-cluster:AlterTransactionalId,"
                + " arn:aws:kafka:us-east-1:123456789012:transactional-id/events/0f1e2d3c-1/"
                + "caravan-caravan-kafka-to-dynamodb-0",
        "REPORTS, athena:StartQueryExecution, arn:aws:athena:us-east-1:123456789012:workgroup/primary",
        "REPORTS, glue:GetTable, arn:aws:glue:us-east-1:123456789012:table/caravan/user_activity",
        "REPORTS, glue:GetDatabase, arn:aws:glue:us-east-1:123456789012:database/default",
        "REPORTS, s3:GetObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "REPORTS, s3:PutObject, arn:aws:s3:::caravan-query-results/a.csv",
        "CRAWLER, s3:GetObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "CRAWLER, glue:CreateTable, arn:aws:glue:us-east-1:123456789012:database/caravan",
        "SET_UP, kinesis:CreateStream, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "SET_UP, dynamodb:DeleteTable, arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3",
        "SET_UP, dynamodb:PutItem, arn:aws:dynamodb:us-east-1:123456789012:table/caravan-setup",
        "SET_UP, dynamodb:ListTagsOfResource, arn:aws:dynamodb:us-east-1:123456789012:table/orders",
        "SET_UP, glue:DeleteDatabase, arn:aws:glue:us-east-1:123456789012:userDefinedFunction/caravan/any",
        "SET_UP, s3:DeleteObjectVersion, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "OPERATOR, s3:GetObject, arn:aws:s3:::caravan-lake/dead-letters/source=clicks/a.jsonl.gz",
        "OPERATOR, s3:PutObject, arn:aws:s3:::caravan-lake/ledger-of-dead-letters/records/a/0001-claimed.json",
        "OPERATOR, kinesis:PutRecords, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "OPERATOR, dynamodb:Scan, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "OPERATOR, kafka-cluster:WriteData,"
                + " arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/user-activity"
    })
    void eachRoleMayDoItsWork(Role role, String action, String resource) {
        assertThat(PolicyEvaluator.decide(PERMISSIONS.policy(role), IamRequest.of(action, resource)))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        // other resources of the same kind
        "INGEST, kinesis:GetRecords, arn:aws:kinesis:us-east-1:123456789012:stream/OtherStream",
        "INGEST, kinesis:GetRecords, arn:aws:kinesis:us-east-1:210987654321:stream/UserActivityStream",
        "INGEST, kinesis:GetRecords, arn:aws:kinesis:eu-west-1:123456789012:stream/UserActivityStream",
        "INGEST, dynamodb:BatchWriteItem, arn:aws:dynamodb:us-east-1:123456789012:table/orders",
        "INGEST, dynamodb:BatchWriteItem, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity-2",
        "INGEST, s3:PutObject, arn:aws:s3:::other-lake/user-activity/a.json.gz",
        "INGEST, s3:PutObject, arn:aws:s3:::caravan-lake/other/a.json.gz",
        "INGEST, s3:PutObject, arn:aws:s3:::caravan-lake/user-activity.json.gz",
        "INGEST, s3:PutObject, arn:aws:s3:::caravan-lake/ledger-of-dead-letters/a.json",
        "INGEST, glue:StartCrawler, arn:aws:glue:us-east-1:123456789012:crawler/others",
        "INGEST, kafka-cluster:ReadData, arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/orders",
        "INGEST, kafka-cluster:ReadData, arn:aws:kafka:us-east-1:123456789012:topic/others/0f1e2d3c-2/user-activity",
        "INGEST, kafka-cluster:AlterTransactionalId,"
                + " arn:aws:kafka:us-east-1:123456789012:transactional-id/events/0f1e2d3c-1/others-0",
        "REPORTS, athena:StartQueryExecution, arn:aws:athena:us-east-1:123456789012:workgroup/others",
        "REPORTS, glue:GetTable, arn:aws:glue:us-east-1:123456789012:table/others/user_activity",
        "REPORTS, glue:GetTable, arn:aws:glue:us-east-1:123456789012:table/default/user_activity",
        "CRAWLER, s3:GetObject, arn:aws:s3:::caravan-query-results/a.csv",
        "OPERATOR, kinesis:PutRecords, arn:aws:kinesis:us-east-1:123456789012:stream/OtherStream",
        "SET_UP, dynamodb:DeleteTable, arn:aws:dynamodb:us-east-1:123456789012:table/orders",
        "SET_UP, dynamodb:TagResource, arn:aws:dynamodb:us-east-1:123456789012:table/orders",
        "SET_UP, dynamodb:PutItem, arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3",
        "SET_UP, dynamodb:PutItem, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "SET_UP, glue:TagResource, arn:aws:glue:us-east-1:123456789012:database/others",
        "SET_UP, s3:DeleteObject, arn:aws:s3:::other-lake/a.json.gz",
        // more than the work needs
        "INGEST, s3:DeleteObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "INGEST, s3:PutObjectAcl, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "INGEST, s3:CreateBucket, arn:aws:s3:::caravan-lake",
        "INGEST, dynamodb:DeleteTable, arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3",
        "INGEST, dynamodb:Scan, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "INGEST, dynamodb:PutItem, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "INGEST, dynamodb:PutItem,"
                + " arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3-CoordinatorState",
        "INGEST, glue:DeleteCrawler, arn:aws:glue:us-east-1:123456789012:crawler/caravan-lake",
        "INGEST, cloudwatch:PutMetricData, *",
        "INGEST, iam:PassRole, arn:aws:iam::123456789012:role/caravan-crawler",
        // the work of others
        "INGEST, athena:StartQueryExecution, arn:aws:athena:us-east-1:123456789012:workgroup/primary",
        "INGEST, kinesis:PutRecords, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "INGEST, glue:CreateTable, arn:aws:glue:us-east-1:123456789012:database/caravan",
        "INGEST, kinesis:CreateStream, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "REPORTS, kinesis:GetRecords, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "REPORTS, s3:PutObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "REPORTS, dynamodb:Scan, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "REPORTS, glue:StartCrawler, arn:aws:glue:us-east-1:123456789012:crawler/others",
        "REPORTS, glue:CreateTable, arn:aws:glue:us-east-1:123456789012:database/caravan",
        "CRAWLER, s3:PutObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "CRAWLER, glue:DeleteDatabase, arn:aws:glue:us-east-1:123456789012:database/caravan",
        "CRAWLER, athena:StartQueryExecution, arn:aws:athena:us-east-1:123456789012:workgroup/primary",
        "SET_UP, kinesis:GetRecords, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "SET_UP, s3:GetObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "SET_UP, s3:PutObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "SET_UP, dynamodb:Scan, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "SET_UP, athena:DeleteWorkGroup, arn:aws:athena:us-east-1:123456789012:workgroup/primary",
        "SET_UP, glue:StartCrawler, arn:aws:glue:us-east-1:123456789012:crawler/caravan-lake",
        "SET_UP, kafka-cluster:ReadData, arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/user-activity",
        "OPERATOR, s3:PutObject, arn:aws:s3:::caravan-lake/user-activity/a.json.gz",
        "OPERATOR, s3:DeleteObject, arn:aws:s3:::caravan-lake/dead-letters/source=clicks/a.jsonl.gz",
        "OPERATOR, dynamodb:BatchWriteItem, arn:aws:dynamodb:us-east-1:123456789012:table/user-activity",
        "OPERATOR, dynamodb:UpdateItem, arn:aws:dynamodb:us-east-1:123456789012:table/caravan-kinesis-to-s3",
        "OPERATOR, kinesis:GetRecords, arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream",
        "OPERATOR, glue:StartCrawler, arn:aws:glue:us-east-1:123456789012:crawler/others",
        "OPERATOR, kafka-cluster:ReadData, arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/user-activity"
    })
    void noRoleMayDoMore(Role role, String action, String resource) {
        assertThat(PolicyEvaluator.decide(PERMISSIONS.policy(role), IamRequest.of(action, resource)))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void keysAreListedUnderTheOwnPrefixesOnly() {
        // Given
        Policy ingest = PERMISSIONS.policy(Role.INGEST);
        IamRequest list = IamRequest.of("s3:ListBucket", "arn:aws:s3:::caravan-lake");

        // When / Then
        assertThat(PolicyEvaluator.decide(ingest, list.with("s3:prefix", "user-activity/")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(ingest, list.with("s3:prefix", "user-activity/dt=2026-01-01/")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(ingest, list.with("s3:prefix", "other/")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(ingest, list.with("s3:prefix", ""))).isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(ingest, list)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void theKeyIsUsedThroughTheServicesThatHoldTheData() {
        // Given
        IamRequest decrypt = IamRequest.of("kms:Decrypt", ShippedPermissions.KEY);

        // When / Then
        assertThat(PolicyEvaluator.decide(
                        PERMISSIONS.policy(Role.CRAWLER), decrypt.with("kms:ViaService", "s3.us-east-1.amazonaws.com")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(
                        PERMISSIONS.policy(Role.CRAWLER),
                        decrypt.with("kms:ViaService", "kinesis.us-east-1.amazonaws.com")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(PERMISSIONS.policy(Role.INGEST), decrypt))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void theCrawlersRoleIsHandedToGlueOnly() {
        // Given
        IamRequest pass = IamRequest.of("iam:PassRole", "arn:aws:iam::123456789012:role/caravan-crawler");
        Policy setUp = PERMISSIONS.policy(Role.SET_UP);

        // When / Then
        assertThat(PolicyEvaluator.decide(setUp, pass.with("iam:PassedToService", "glue.amazonaws.com")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(setUp, pass.with("iam:PassedToService", "ec2.amazonaws.com")))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void withoutKeyAndClusterThereAreNoSuchStatements() {
        // When
        Permissions plain = ShippedPermissions.with(Map.of());

        // Then
        for (Role role : Role.values()) {
            assertThat(services(plain.policy(role))).as(role.toString()).doesNotContain("kms", "kafka-cluster");
        }
        assertThat(plain.notices()).isEmpty();
    }

    @Test
    void versionedItemsAreWrittenOneByOne() {
        // Given
        List<Use> uses = List.of(new Use.WritesItems("r", "orders", Optional.of("version"), "expires_at"));
        IamRequest put = IamRequest.of("dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:123456789012:table/orders");
        IamRequest batch =
                IamRequest.of("dynamodb:BatchWriteItem", "arn:aws:dynamodb:us-east-1:123456789012:table/orders");

        // When
        Policy policy = permissions(uses).policy(Role.INGEST);

        // Then
        assertThat(PolicyEvaluator.decide(policy, put)).isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(policy, batch)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void metricsArePublishedUnderTheApplicationsNameWhereTheyAreOn() {
        // Given
        List<Use> uses = List.of(
                new Use.ReadsStream("r", "orders", "reader", "leases"), new Use.PublishesMetrics("r", "reader"));
        IamRequest put = IamRequest.of("cloudwatch:PutMetricData", "*");

        // When
        Policy policy = permissions(uses).policy(Role.INGEST);

        // Then
        assertThat(PolicyEvaluator.decide(policy, put.with("cloudwatch:namespace", "reader")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(policy, put.with("cloudwatch:namespace", "others")))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void whatCannotBeComputedIsSaid() {
        // When
        Permissions permissions = permissions(List.of(
                new Use.UsesComponent("r", "aws2-sqs://orders", true),
                new Use.RunsCrawler("c", "orders", Optional.empty(), List.of())));

        // Then
        assertThat(permissions.notices())
                .containsExactly(
                        "Route r uses aws2-sqs://orders, whose permissions are not computed: add them to the role ingest",
                        "A glue: step names no database or no targets, so the role crawler lacks them: give the step the"
                                + " options database and targets");
    }

    @Test
    void settingsThatAreNoArnsAreToldTogether() {
        // Given
        Map<String, String> wrong = Map.of(
                "aws.region", "cn-north-1",
                "setup.kms-key", "alias/caravan",
                "kafka.cluster-arn", "events");

        // When / Then
        assertThatThrownBy(() -> ShippedPermissions.with(wrong))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("Setting aws.region = cn-north-1 (the test): Permissions are computed for the"
                        + " partition aws only")
                .hasMessageContaining("Setting setup.kms-key = alias/caravan (the test): expected arn:aws:kms:")
                .hasMessageContaining(
                        "Setting kafka.cluster-arn = events (the test): An MSK cluster is arn:aws:kafka:");
    }

    @Test
    void aCrawlerRoleOfTheSettingsIsTheOneThatIsHandedOver() {
        // Given
        String role = "arn:aws:iam::123456789012:role/service/glue-of-others";

        // When
        Permissions permissions = ShippedPermissions.with(Map.of("glue.crawler-role", role));

        // Then
        assertThat(permissions.name(Role.CRAWLER)).isEqualTo("glue-of-others");
        assertThat(PolicyEvaluator.decide(
                        permissions.policy(Role.SET_UP),
                        IamRequest.of("iam:PassRole", role).with("iam:PassedToService", "glue.amazonaws.com")))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aPolicyHasRoomInIamAndNoStarWhereAnArnIsPossible(Role role) {
        // When
        Policy policy = PERMISSIONS.policy(role);

        // Then
        assertThat(PolicyJson.of(policy).toString()).hasSizeLessThan(MOST_CHARACTERS);
        assertThat(policy.statements())
                .filteredOn(statement -> statement.resources().contains("*"))
                .flatExtracting(Statement::actions)
                .isSubsetOf(Stream.concat(Stream.of("glue:GetCrawlerMetrics"), SetUpActions.LISTS.stream())
                        .toList());
        assertThat(policy.statements()).flatExtracting(Statement::actions).noneMatch(action -> action.contains("*"));
        assertThat(policy.statements().stream().map(Statement::sid)).doesNotHaveDuplicates();
    }

    private static Permissions permissions(List<Use> uses) {
        return new Permissions(
                PolicySettings.from(ShippedPermissions.settings(Map.of()), ShippedPermissions.ACCOUNT),
                uses,
                new Trust.Account());
    }

    private static Set<String> services(Policy policy) {
        return policy.statements().stream()
                .flatMap(statement -> statement.actions().stream())
                .map(action -> action.replaceFirst(":.*", ""))
                .collect(Collectors.toSet());
    }
}
