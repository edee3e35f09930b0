package dev.caravan.policy;

import static dev.caravan.policy.PolicyEvaluator.Decision.ALLOWED;
import static dev.caravan.policy.PolicyEvaluator.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.usage.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The secrets that settings and routes name, and no others. */
class SecretGrantsTest {

    private static final String READ = "secretsmanager:GetSecretValue";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";

    private static final Permissions PERMISSIONS = with(Map.of(
            "kafka.client.sasl.jaas.config", "x required username={{aws:kafka#user}} password={{aws:kafka#password}};",
            "management.token", "{{aws:prod/token:none@v1}}",
            "lake.bucket", "{{aws:names#lake}}",
            "setup.kms-key", ShippedPermissions.KEY));

    private static Permissions with(Map<String, String> more) {
        PolicySettings settings = PolicySettings.from(ShippedPermissions.settings(more), ShippedPermissions.ACCOUNT)
                .withSecrets(Set.of("greeting"));
        return new Permissions(settings, List.<Use>of(), new Trust.Account());
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, INGEST SET_UP OPERATOR",
        "prod/token, INGEST REPORTS",
        "names, INGEST REPORTS SET_UP OPERATOR",
        "greeting, INGEST REPORTS SET_UP OPERATOR"
    })
    void aSecretIsReadByTheRolesThatLookItUp(String id, String roles) {
        // Given
        Set<Role> readers = EnumSet.noneOf(Role.class);
        for (String role : List.of(roles.split(" ", -1))) {
            readers.add(Role.valueOf(role));
        }

        // When / Then
        for (Role role : Role.values()) {
            assertThat(decide(role, SECRET + id + "-Ab12Cd"))
                    .as(role.toString())
                    .isEqualTo(readers.contains(role) ? ALLOWED : NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @CsvSource({"kafka", "kafka-staging-Ab12Cd", "kafka-Ab12Cd7", "token-Ab12Cd", "other-Ab12Cd"})
    void noOtherSecretIsRead(String name) {
        for (Role role : Role.values()) {
            assertThat(decide(role, SECRET + name)).as(role.toString()).isEqualTo(NOT_ALLOWED);
        }
        assertThat(decide(Role.INGEST, SECRET.replace("us-east-1", "eu-west-1") + "kafka-Ab12Cd"))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void anArnIsTakenAsItIsAndTheVaultMayBeInAnotherRegion() {
        // Given
        String arn = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:shared-a1b2c3";

        // When
        Permissions permissions = with(Map.of(
                "management.token", "{{aws:" + arn + "#token}}",
                "lake.bucket", "{{aws:names}}",
                "camel.vault.aws.region", "eu-central-1"));

        // Then
        assertThat(permissions.policy(Role.INGEST).statements())
                .flatExtracting(Statement::resources)
                .contains(arn, "arn:aws:secretsmanager:eu-central-1:123456789012:secret:names-??????");
    }

    @Test
    void theKeyDecryptsThemThroughSecretsManagerOnly() {
        // Given
        IamRequest decrypt = IamRequest.of("kms:Decrypt", ShippedPermissions.KEY);

        // When / Then
        assertThat(PolicyEvaluator.decide(
                        PERMISSIONS.policy(Role.SET_UP),
                        decrypt.with("kms:ViaService", "secretsmanager.us-east-1.amazonaws.com")))
                .isEqualTo(ALLOWED);
        assertThat(PolicyEvaluator.decide(
                        PERMISSIONS.policy(Role.SET_UP), decrypt.with("kms:ViaService", "s3.us-east-1.amazonaws.com")))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void withoutSecretsThereIsNoStatement() {
        for (Role role : Role.values()) {
            assertThat(ShippedPermissions.with(Map.of()).policy(role).statements())
                    .flatExtracting(Statement::actions)
                    .doesNotContain(READ);
        }
    }

    private static PolicyEvaluator.Decision decide(Role role, String resource) {
        return PolicyEvaluator.decide(PERMISSIONS.policy(role), IamRequest.of(READ, resource));
    }
}
