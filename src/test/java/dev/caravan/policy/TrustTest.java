package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final Arns ARNS = new Arns("us-east-1", ShippedPermissions.ACCOUNT);
    private static final String ROLE = "arn:aws:iam::123456789012:role/caravan-ingest";

    @Test
    void podIdentityTrustsOneServiceAccountInTheAccountsOwnClusters() {
        // Given
        Policy trust = new Trust.PodIdentity("data", "caravan").policy(ARNS);
        IamRequest pod = new IamRequest(
                "pods.eks.amazonaws.com",
                "sts:AssumeRole",
                ROLE,
                Map.of(
                        "aws:RequestTag/kubernetes-namespace", "data",
                        "aws:RequestTag/kubernetes-service-account", "caravan",
                        "aws:RequestTag/eks-cluster-arn", "arn:aws:eks:us-east-1:123456789012:cluster/main"));

        // When / Then
        assertThat(PolicyEvaluator.decide(trust, pod)).isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, pod.with("aws:RequestTag/kubernetes-namespace", "default")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, pod.with("aws:RequestTag/kubernetes-service-account", "other")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(
                        trust,
                        pod.with("aws:RequestTag/eks-cluster-arn", "arn:aws:eks:us-east-1:210987654321:cluster/main")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, pod.by("ec2.amazonaws.com"))).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void irsaTrustsOneServiceAccountOfOneProvider() {
        // Given
        String provider = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
        Policy trust = new Trust.Irsa("data", "caravan", "https://" + provider + "/").policy(ARNS);
        IamRequest pod = new IamRequest(
                "arn:aws:iam::123456789012:oidc-provider/" + provider,
                "sts:AssumeRoleWithWebIdentity",
                ROLE,
                Map.of(
                        provider + ":sub",
                        "system:serviceaccount:data:caravan",
                        provider + ":aud",
                        "sts.amazonaws.com"));

        // When / Then
        assertThat(PolicyEvaluator.decide(trust, pod)).isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, pod.with(provider + ":sub", "system:serviceaccount:data:other")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, pod.with(provider + ":aud", "elsewhere")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, pod.by("arn:aws:iam::123456789012:oidc-provider/other")))
                .isEqualTo(NOT_ALLOWED);
        assertThatThrownBy(() -> new Trust.Irsa("data", "caravan", "oidc.example/id/*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("oidc.example/id/*");
    }

    @Test
    void glueIsTrustedForTheOwnCrawlersOnly() {
        // Given
        Policy trust = Trust.ofCrawlers(ARNS, List.of("caravan-lake"));
        IamRequest glue = new IamRequest(
                "glue.amazonaws.com",
                "sts:AssumeRole",
                "arn:aws:iam::123456789012:role/caravan-crawler",
                Map.of(
                        "aws:SourceAccount",
                        ShippedPermissions.ACCOUNT,
                        "aws:SourceArn",
                        "arn:aws:glue:us-east-1:123456789012:crawler/caravan-lake"));

        // When / Then
        assertThat(PolicyEvaluator.decide(trust, glue)).isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, glue.with("aws:SourceAccount", ShippedPermissions.OTHER_ACCOUNT)))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(
                        trust, glue.with("aws:SourceArn", "arn:aws:glue:us-east-1:123456789012:crawler/others")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, glue.by("lambda.amazonaws.com")))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void theAccountTrustsItselfOnly() {
        // Given
        Policy trust = new Trust.Account().policy(ARNS);
        IamRequest person = IamRequest.of("sts:AssumeRole", ROLE);

        // When / Then
        assertThat(PolicyEvaluator.decide(trust, person.by("arn:aws:iam::123456789012:user/ada")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(trust, person.by("arn:aws:iam::210987654321:user/eve")))
                .isEqualTo(NOT_ALLOWED);
    }
}
