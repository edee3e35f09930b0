package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.policy.Permissions;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.Role;
import dev.caravan.policy.Trust;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the permissions that settings and routes need. */
@Command(
        name = "policy",
        description =
                "Print the least-privilege IAM policies of the routes: for one role, or for all roles with their trust"
                        + " policies and the policies of the buckets. Nothing is changed, and AWS is not asked.",
        mixinStandardHelpOptions = true)
final class PolicyCommand implements Callable<Integer> {

    /** As on the command line. */
    enum Format {
        JSON,
        CLOUDFORMATION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Parameters(
            paramLabel = "ROLE",
            arity = "0..1",
            description = "${COMPLETION-CANDIDATES}; its policy alone, ready for aws iam put-role-policy.")
    private Role role;

    @Mixin
    private AccountOptions accountOptions;

    @Mixin
    private TrustOptions trustOptions;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). CloudFormation is one template of"
                    + " everything.")
    private Format format;

    @Option(names = "--json", description = "Print one JSON document, instead of one for each policy.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (format == Format.CLOUDFORMATION && role != null) {
            throw new SettingsException("--format cloudformation is for all roles together: leave out " + role);
        }
        Trust trust = trustOptions.trust();
        Settings settings = settingsOptions.loadFor(routesOptions);
        PolicySettings policySettings =
                PolicySettings.from(settings, account(settings)).withSecrets(routesOptions.secrets(settings));
        Permissions permissions = new Permissions(policySettings, uses(settings), trust);
        permissions.notices().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getOut().print(text(new PolicyText(permissions)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String text(PolicyText text) {
        if (format == Format.CLOUDFORMATION) {
            return text.cloudFormation();
        }
        return Optional.ofNullable(role)
                .map(one -> json ? text.document(one) : text.policy(one))
                .orElseGet(() -> json ? text.document() : text.all());
    }

    private String account(Settings settings) {
        return accountOptions
                .account(() -> AwsSettings.from(settings))
                .orElseThrow(() -> new SettingsException(
                        "ARNs need the AWS account: give --account 123456789012, or --ask-account to ask AWS for it"));
    }

    private List<Use> uses(Settings settings) {
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            return routesOptions.uses(settings, clients);
        }
    }
}
