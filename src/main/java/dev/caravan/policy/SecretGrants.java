package dev.caravan.policy;

import java.util.List;
import java.util.stream.Stream;

/** Reading the secrets that settings and routes name, and no others. */
final class SecretGrants {

    private SecretGrants() {}

    /** Nothing for a role that looks up none. */
    static Stream<Statement> of(Role role, PolicySettings settings) {
        NamedSecrets secrets = settings.secrets();
        List<String> arns = secrets.of(role).stream().map(secrets::arn).toList();
        return arns.isEmpty()
                ? Stream.of()
                : Stream.concat(
                        Stream.of(Statement.allow("ReadSecrets", List.of("secretsmanager:GetSecretValue"), arns)),
                        new KeyGrants(settings).reading("secretsmanager"));
    }
}
