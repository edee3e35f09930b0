package dev.caravan.cli;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.SecretStore;
import dev.caravan.doctor.Diagnosis;
import dev.caravan.doctor.Doctor;
import dev.caravan.doctor.SecretLook;
import dev.caravan.policy.NamedSecrets;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.Role;
import dev.caravan.runtime.VaultSettings;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds out what is missing before the routes do. */
@Command(
        name = "doctor",
        description =
                "Make the calls that the routes need, but none that changes anything, with the present credentials,"
                        + " and say what is missing, forbidden or out of reach. Exit code 1 if anything is.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final Set<Role> LOOKED_AT = EnumSet.of(Role.INGEST, Role.REPORTS);

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Parameters(
            paramLabel = "ROLE",
            arity = "0..*",
            description = "Whose work: ingest (run) or reports (query); both if none is named.")
    private List<Role> roles = List.of();

    @Mixin
    private AccountOptions accountOptions;

    @Option(
            names = "--write-probe",
            description =
                    "Also create an object named _caravan-doctor-probe under each prefix that the routes write to,"
                            + " if there is none, and remove it if that is allowed.")
    private boolean write;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Set<Role> wanted = roles.isEmpty() ? LOOKED_AT : EnumSet.copyOf(roles);
        if (!LOOKED_AT.containsAll(wanted)) {
            throw new SettingsException("doctor looks at the work of ingest and reports, got " + roles);
        }
        Settings settings = settingsOptions.loadFor(routesOptions);
        Diagnosis secrets = secrets(settings, wanted);
        if (!secrets.isHealthy()) {
            return print(secrets);
        }
        AwsAccess access = AwsSettings.from(settings);
        // An unknown account is a star, which a policy takes in an ARN too.
        PolicySettings policySettings = PolicySettings.from(
                        settings, accountOptions.account(() -> access).orElse("*"))
                .withSecrets(routesOptions.secrets(settings));
        try (AwsClients clients = new AwsClients(access)) {
            List<Use> uses = routesOptions.uses(settings, clients);
            Diagnosis diagnosis = new Doctor(access, settings, policySettings, Clock.systemUTC())
                    .examine(clients, wanted, uses, secrets, write);
            return print(diagnosis);
        }
    }

    /** Without them neither settings nor routes can be read, and nothing else looked at. */
    private Diagnosis secrets(Settings settings, Set<Role> wanted) {
        NamedSecrets named =
                NamedSecrets.of(settings, accountOptions.typed().orElse("*")).and(routesOptions.secrets(settings));
        try (SecretStore store = VaultSettings.open(settings)) {
            return SecretLook.at(named, wanted, store, Clock.systemUTC());
        }
    }

    private int print(Diagnosis diagnosis) {
        spec.commandLine().getOut().print(json ? DiagnosisText.json(diagnosis) : DiagnosisText.table(diagnosis));
        spec.commandLine().getOut().flush();
        return diagnosis.isHealthy() ? 0 : 1;
    }
}
