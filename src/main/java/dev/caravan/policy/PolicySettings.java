package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.reconcile.Place;
import dev.caravan.report.AthenaSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What routes do not say about the account that they run in.
 *
 * @param deployment what the names of the roles begin with
 * @param ledgerTable in which {@code setup} writes down what it cannot tag
 * @param kmsKey ARN of the key that encrypts streams, tables and buckets
 * @param kafka cluster whose access control is IAM's
 * @param crawlerRole ARN of the role that crawlers are given, if it is another than {@code DEPLOYMENT-crawler}
 * @param workGroup of Athena, whether or not queries have a database
 * @param results where Athena keeps results, if the work group does not say it
 * @param secrets that settings and routes name
 * @param quickSight whether there is somebody to own a chart in QuickSight
 */
public record PolicySettings(
        Arns arns,
        String deployment,
        String ledgerTable,
        Optional<String> kmsKey,
        Optional<MskCluster> kafka,
        Optional<String> crawlerRole,
        Optional<DeadLetterSettings> deadLetters,
        Optional<AthenaSettings> athena,
        Optional<String> workGroup,
        Optional<Place> results,
        NamedSecrets secrets,
        boolean quickSight) {

    private static final String KEY = "arn:aws:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+";

    public PolicySettings {
        requireNonNull(arns, "arns");
        requireNonNull(deployment, "deployment");
        requireNonNull(ledgerTable, "ledgerTable");
        requireNonNull(kmsKey, "kmsKey");
        requireNonNull(kafka, "kafka");
        requireNonNull(crawlerRole, "crawlerRole");
        requireNonNull(deadLetters, "deadLetters");
        requireNonNull(athena, "athena");
        requireNonNull(workGroup, "workGroup");
        requireNonNull(results, "results");
        requireNonNull(secrets, "secrets");
    }

    /**
     * @param account 12 digits, or {@code *}
     * @throws SettingsException with every setting that cannot be used
     */
    public static PolicySettings from(Settings settings, String account) {
        List<String> problems = new ArrayList<>();
        Reader reader = new Reader(settings, problems);
        Optional<Arns> arns = reader.read("aws.region", region -> new Arns(region, account));
        if (settings.find("aws.region").isEmpty()) {
            problems.add(
                    "Setting aws.region is missing: set it in application.properties or with --set aws.region=...");
        }
        Optional<String> kmsKey = reader.read("setup.kms-key", PolicySettings::key);
        Optional<MskCluster> kafka = reader.read("kafka.cluster-arn", MskCluster::new);
        Optional<String> crawlerRole =
                arns.flatMap(names -> reader.read("glue.crawler-role", role -> roleArn(names, role)));
        Optional<Place> results = reader.read("athena.output", Place::parse);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        String deployment = settings.find("setup.deployment").orElse("caravan");
        Optional<String> workGroup = settings.find("athena.work-group");
        boolean queries =
                workGroup.isPresent() && settings.find("glue.database").isPresent();
        return new PolicySettings(
                arns.orElseThrow(),
                deployment,
                settings.find("setup.ledger-table").orElse(deployment + "-setup"),
                kmsKey,
                kafka,
                crawlerRole,
                settings.find("dead-letters.bucket").map(bucket -> DeadLetterSettings.from(settings)),
                queries ? Optional.of(AthenaSettings.from(settings)) : Optional.empty(),
                workGroup,
                results,
                NamedSecrets.of(settings, account),
                settings.find("setup.quicksight.principal").isPresent());
    }

    /** With the secrets that the files of routes name besides. */
    public PolicySettings withSecrets(Collection<String> ofRoutes) {
        return new PolicySettings(
                arns,
                deployment,
                ledgerTable,
                kmsKey,
                kafka,
                crawlerRole,
                deadLetters,
                athena,
                workGroup,
                results,
                secrets.and(ofRoutes),
                quickSight);
    }

    /** Of the role, as an ARN. */
    public String arn(Role role) {
        return role == Role.CRAWLER ? crawlerRole.orElseGet(() -> arns.role(name(role))) : arns.role(name(role));
    }

    /** Of the role, without its path. */
    public String name(Role role) {
        return role == Role.CRAWLER && crawlerRole.isPresent()
                ? crawlerRole.get().replaceFirst(".*/", "")
                : deployment + "-" + role;
    }

    private static String roleArn(Arns arns, String role) {
        if (role.startsWith("arn:") && !role.matches("arn:aws:iam::\\d{12}:role/.+")) {
            throw new IllegalArgumentException("expected a role's name or arn:aws:iam::ACCOUNT:role/NAME");
        }
        return role.startsWith("arn:") ? role : arns.role(role);
    }

    private static String key(String arn) {
        if (!arn.matches(KEY)) {
            throw new IllegalArgumentException("expected arn:aws:kms:REGION:ACCOUNT:key/ID");
        }
        return arn;
    }

    private record Reader(Settings settings, List<String> problems) {

        <T> Optional<T> read(String key, Function<String, T> parser) {
            return settings.find(key).flatMap(text -> {
                try {
                    return Optional.of(parser.apply(text));
                } catch (IllegalArgumentException e) {
                    problems.add(
                            "Setting " + key + " = " + text + " (" + settings.origin(key) + "): " + e.getMessage());
                    return Optional.empty();
                }
            });
        }
    }
}
