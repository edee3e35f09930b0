package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.DENIED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge is judged by what IAM's user guide says. */
class PolicyEvaluatorTest {

    private static final IamRequest READ = IamRequest.of("s3:GetObject", "arn:aws:s3:::lake/a/b.json");

    @Test
    void aDenyWinsOverEveryAllowAndSilenceIsNo() {
        // Given
        Statement allow = Statement.allow("Allow", List.of("s3:Get*"), List.of("arn:aws:s3:::lake/*"));
        Statement deny = Statement.deny("Deny", List.of("s3:*"), List.of("arn:aws:s3:::lake/a/*"));

        // When / Then
        assertThat(PolicyEvaluator.decide(Policy.of(allow), READ)).isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(Policy.of(allow, deny), READ)).isEqualTo(DENIED);
        assertThat(PolicyEvaluator.decide(List.of(Policy.of(deny), Policy.of(allow)), READ))
                .isEqualTo(DENIED);
        assertThat(PolicyEvaluator.decide(Policy.of(allow), READ.on("arn:aws:s3:::other/a")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(Policy.of(), READ)).isEqualTo(NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::lake/?/b.json, ALLOWED",
        "arn:aws:s3:::lake/*.json, ALLOWED",
        "arn:aws:s3:::lake/a, NOT_ALLOWED",
        "arn:aws:s3:::lake/?.json, NOT_ALLOWED",
        "arn:aws:s3:::LAKE/*, NOT_ALLOWED"
    })
    void aStarIsAnyTextAndAQuestionMarkOneCharacter(String resource, PolicyEvaluator.Decision decision) {
        assertThat(PolicyEvaluator.decide(
                        Policy.of(Statement.allow("A", List.of("S3:getobject"), List.of(resource))), READ))
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({
        // operator, wanted, found (empty: the request has no such key), allowed
        "STRING_EQUALS, a, a, true",
        "STRING_EQUALS, a, b, false",
        "STRING_EQUALS, a, , false",
        "STRING_EQUALS, a*, ab, false",
        "STRING_NOT_EQUALS, a, a, false",
        "STRING_NOT_EQUALS, a, b, true",
        "STRING_NOT_EQUALS, a, , true",
        "STRING_LIKE, a*, ab, true",
        "STRING_LIKE, a*, ba, false",
        "STRING_LIKE, a*, , false",
        "ARN_LIKE, arn:*, arn:x, true",
        "ARN_LIKE, arn:*, , false",
        "ARN_NOT_LIKE, arn:*, arn:x, false",
        "ARN_NOT_LIKE, arn:*, x, true",
        "ARN_NOT_LIKE, arn:*, , true",
        "BOOL, false, false, true",
        "BOOL, false, true, false",
        "BOOL, false, , false",
        "NULL, true, , true",
        "NULL, true, a, false",
        "NULL, false, a, true",
        "NULL, false, , false"
    })
    void aMissingKeyMatchesNegatedOperatorsOnly(Operator operator, String wanted, String found, boolean allowed) {
        // Given
        Policy policy =
                Policy.of(Statement.allow("A", List.of("*"), List.of("*"), Condition.of(operator, "aws:Key", wanted)));

        // When
        PolicyEvaluator.Decision decision =
                PolicyEvaluator.decide(policy, found == null ? READ : READ.with("aws:Key", found));

        // Then
        assertThat(decision).isEqualTo(allowed ? ALLOWED : NOT_ALLOWED);
    }

    @Test
    void allConditionsMustHoldAndOneOfTheirValues() {
        // Given
        Policy policy = Policy.of(Statement.allow(
                "A",
                List.of("*"),
                List.of("*"),
                Condition.of(Operator.STRING_EQUALS, "one", "a", "b"),
                Condition.of(Operator.STRING_EQUALS, "two", "c")));

        // When / Then
        assertThat(PolicyEvaluator.decide(policy, READ.with("one", "b").with("two", "c")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(policy, READ.with("one", "b"))).isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(policy, READ.with("one", "c").with("two", "c")))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void aPrincipalIsOneThingOrAnAccountOrEverybody() {
        // Given
        Policy glue =
                Policy.of(Statement.trust("G", Principal.service("glue.amazonaws.com"), List.of("sts:AssumeRole")));
        Policy account = new Trust.Account().policy(new Arns("eu-central-1", "123456789012"));
        IamRequest assume = IamRequest.of("sts:AssumeRole", "arn:aws:iam::123456789012:role/r");

        // When / Then
        assertThat(PolicyEvaluator.decide(glue, assume.by("glue.amazonaws.com")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(glue, assume.by("lambda.amazonaws.com")))
                .isEqualTo(NOT_ALLOWED);
        assertThat(PolicyEvaluator.decide(account, assume.by("arn:aws:iam::123456789012:role/operator")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(account, assume.by("arn:aws:iam::210987654321:role/operator")))
                .isEqualTo(NOT_ALLOWED);
    }
}
