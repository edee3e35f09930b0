package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.DENIED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bucket's policy counts together with that of the role that asks. */
class BucketPoliciesTest {

    private static final Permissions PERMISSIONS =
            ShippedPermissions.with(Map.of("setup.kms-key", ShippedPermissions.KEY));
    private static final String ENCRYPTION = "s3:x-amz-server-side-encryption";
    private static final String KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";

    @Test
    void whatRolesDoOverTlsIsAllowed() {
        assertThat(decide(Role.INGEST, put(Role.INGEST))).isEqualTo(ALLOWED);
        assertThat(decide(Role.REPORTS, get(Role.REPORTS))).isEqualTo(ALLOWED);
        assertThat(decide(Role.CRAWLER, get(Role.CRAWLER))).isEqualTo(ALLOWED);
        assertThat(decide(
                        Role.OPERATOR,
                        put(Role.OPERATOR).on("arn:aws:s3:::caravan-lake/ledger-of-dead-letters/records/a.json")))
                .isEqualTo(ALLOWED);
        assertThat(decide(
                        Role.SET_UP,
                        request(Role.SET_UP, "s3:DeleteObjectVersion", "arn:aws:s3:::caravan-lake/user-activity/a")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void plainHttpIsDenied() {
        assertThat(decide(Role.INGEST, put(Role.INGEST).with("aws:SecureTransport", "false")))
                .isEqualTo(DENIED);
        assertThat(decide(Role.REPORTS, get(Role.REPORTS).with("aws:SecureTransport", "false")))
                .isEqualTo(DENIED);
    }

    @Test
    void anotherAccountIsDeniedWhateverItsOwnPoliciesSay() {
        // Given
        Policy everything = Policy.of(Statement.allow("All", List.of("s3:*"), List.of("*")));
        IamRequest foreign = get(Role.REPORTS)
                .with("aws:PrincipalAccount", ShippedPermissions.OTHER_ACCOUNT)
                .with("aws:PrincipalArn", "arn:aws:iam::210987654321:role/caravan-reports");

        // When / Then
        assertThat(PolicyEvaluator.decide(List.of(everything, bucket("caravan-lake")), foreign))
                .isEqualTo(DENIED);
    }

    @Test
    void whoeverHasNoAccountIsDenied() {
        // Given
        IamRequest anonymous = new IamRequest(
                "",
                "s3:GetObject",
                "arn:aws:s3:::caravan-lake/user-activity/a",
                Map.of("aws:SecureTransport", "true", "aws:PrincipalIsAWSService", "false"));

        // When / Then
        assertThat(PolicyEvaluator.decide(bucket("caravan-lake"), anonymous)).isEqualTo(DENIED);
    }

    /** The seed's bucket policy let lambda.amazonaws.com put objects, for functions of any account. */
    @Test
    void aServiceDoesNothingForAnotherAccountAndNothingByItself() {
        // Given
        IamRequest lambda = new IamRequest(
                "lambda.amazonaws.com",
                "s3:PutObject",
                "arn:aws:s3:::caravan-lake/user-activity/a",
                Map.of("aws:SecureTransport", "true", "aws:PrincipalIsAWSService", "true"));
        IamRequest log = new IamRequest(
                "logging.s3.amazonaws.com", "s3:GetBucketAcl", "arn:aws:s3:::caravan-lake", lambda.context());
        Policy careless = Policy.of(new Statement(
                "Careless",
                Effect.ALLOW,
                Optional.of(Principal.service("logging.s3.amazonaws.com")),
                List.of("s3:*"),
                List.of("*"),
                List.of()));

        // When / Then
        assertThat(PolicyEvaluator.decide(bucket("caravan-lake"), lambda)).isEqualTo(DENIED);
        assertThat(PolicyEvaluator.decide(
                        bucket("caravan-lake"), log.with("aws:SourceAccount", ShippedPermissions.ACCOUNT)))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(
                        List.of(careless, bucket("caravan-lake")),
                        log.with("aws:SourceAccount", ShippedPermissions.ACCOUNT)))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(
                        List.of(careless, bucket("caravan-lake")),
                        log.with("aws:SourceAccount", ShippedPermissions.OTHER_ACCOUNT)))
                .isEqualTo(DENIED);
    }

    @Test
    void nobodyElseInTheAccountWritesOrDeletes() {
        // Given
        Policy administrator = Policy.of(Statement.allow("All", List.of("s3:*"), List.of("*")));
        String arn = "arn:aws:iam::123456789012:role/administrator";

        // When / Then
        for (String action : List.of("s3:PutObject", "s3:PutObjectAcl", "s3:DeleteObject", "s3:DeleteObjectVersion")) {
            assertThat(PolicyEvaluator.decide(
                            List.of(administrator, bucket("caravan-lake")),
                            request(Role.INGEST, action, "arn:aws:s3:::caravan-lake/user-activity/a")
                                    .with("s3:if-none-match", "*")
                                    .with("aws:PrincipalArn", arn)))
                    .as(action)
                    .isEqualTo(DENIED);
        }
        assertThat(PolicyEvaluator.decide(
                        List.of(administrator, bucket("caravan-lake")),
                        get(Role.INGEST).with("aws:PrincipalArn", arn)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void anObjectIsNeverWrittenOver() {
        // Given
        IamRequest unconditional = request(Role.INGEST, "s3:PutObject", "arn:aws:s3:::caravan-lake/user-activity/a");
        IamRequest result = request(Role.REPORTS, "s3:PutObject", "arn:aws:s3:::caravan-query-results/a.csv");

        // When / Then
        assertThat(decide(Role.INGEST, unconditional)).isEqualTo(DENIED);
        assertThat(decide(Role.INGEST, unconditional.with("s3:if-match", "\"etag\"")))
                .isEqualTo(DENIED);
        assertThat(decide(Role.INGEST, unconditional.on("arn:aws:s3:::caravan-lake/dead-letters/source=clicks/a")))
                .isEqualTo(DENIED);
        assertThat(PolicyEvaluator.decide(
                        List.of(PERMISSIONS.policy(Role.REPORTS), bucket("caravan-query-results")), result))
                .isEqualTo(ALLOWED);
    }

    @Test
    void resultsInTheLakesBucketMayComeWithoutTheCondition() {
        // Given
        Permissions together = ShippedPermissions.with(
                Map.of("athena.output", "s3://caravan-seed-layout/results/", "lake.bucket", "caravan-lake"));

        // When
        Policy seed = together.buckets().get("caravan-seed-layout");

        // Then
        assertThat(seed.statements()).extracting(Statement::sid).doesNotContain("DenyOverwriting");
        assertThat(PolicyEvaluator.decide(
                        List.of(together.policy(Role.REPORTS), seed),
                        request(Role.REPORTS, "s3:PutObject", "arn:aws:s3:::caravan-seed-layout/results/a.csv")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void anotherKeyOrNoneIsDeniedAndTheBucketsDefaultIsTaken() {
        assertThat(decide(
                        Role.INGEST,
                        put(Role.INGEST).with(ENCRYPTION, "aws:kms").with(KEY, ShippedPermissions.KEY)))
                .isEqualTo(ALLOWED);
        assertThat(decide(
                        Role.INGEST,
                        put(Role.INGEST)
                                .with(ENCRYPTION, "aws:kms")
                                .with(KEY, ShippedPermissions.KEY.replace("1234abcd", "0000abcd"))))
                .isEqualTo(DENIED);
        assertThat(decide(Role.INGEST, put(Role.INGEST).with(ENCRYPTION, "AES256")))
                .isEqualTo(DENIED);
        assertThat(decide(Role.INGEST, put(Role.INGEST))).isEqualTo(ALLOWED);
    }

    @Test
    void everyBucketHasAPolicyThatAllowsNothing() {
        assertThat(PERMISSIONS.buckets())
                .containsOnlyKeys("caravan-lake", "caravan-query-results", "caravan-seed-layout")
                .allSatisfy((bucket, policy) -> assertThat(policy.statements())
                        .isNotEmpty()
                        .allSatisfy(statement -> {
                            assertThat(statement.effect()).isEqualTo(Effect.DENY);
                            assertThat(statement.resources()).allMatch(arn -> arn.startsWith("arn:aws:s3:::" + bucket));
                        }));
    }

    private static PolicyEvaluator.Decision decide(Role role, IamRequest request) {
        return PolicyEvaluator.decide(List.of(PERMISSIONS.policy(role), bucket("caravan-lake")), request);
    }

    private static Policy bucket(String name) {
        return PERMISSIONS.buckets().get(name);
    }

    private static IamRequest put(Role role) {
        return request(role, "s3:PutObject", "arn:aws:s3:::caravan-lake/user-activity/a")
                .with("s3:if-none-match", "*");
    }

    private static IamRequest get(Role role) {
        return request(role, "s3:GetObject", "arn:aws:s3:::caravan-lake/user-activity/a");
    }

    /** As S3 sees a call of the role over TLS. */
    private static IamRequest request(Role role, String action, String resource) {
        String arn = "arn:aws:iam::123456789012:role/caravan-" + role;
        return new IamRequest(
                arn,
                action,
                resource,
                Map.of(
                        "aws:SecureTransport",
                        "true",
                        "aws:PrincipalIsAWSService",
                        "false",
                        "aws:PrincipalAccount",
                        ShippedPermissions.ACCOUNT,
                        "aws:PrincipalArn",
                        arn));
    }
}
