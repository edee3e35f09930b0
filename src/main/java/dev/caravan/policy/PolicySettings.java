package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.reconcile.Place;
import dev.caravan.report.AthenaSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What routes do not say about the account that they run in.
 *
 * @param deployment what the names of the roles begin with
 * @param kmsKey ARN of the key that encrypts streams, tables and buckets
 * @param kafka cluster whose access control is IAM's
 * @param crawlerRole ARN of the role that crawlers are given, if it is another than {@code DEPLOYMENT-crawler}
 * @param results where Athena keeps results, if the work group does not say it
 * @param quickSight whether there is somebody to own a chart in QuickSight
 */
public record PolicySettings(
        Arns arns,
        String deployment,
        Optional<String> kmsKey,
        Optional<MskCluster> kafka,
        Optional<String> crawlerRole,
        Optional<DeadLetterSettings> deadLetters,
        Optional<AthenaSettings> athena,
        Optional<Place> results,
        boolean quickSight) {

    private static final String KEY = "arn:aws:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+";

    public PolicySettings {
        requireNonNull(arns, "arns");
        requireNonNull(deployment, "deployment");
        requireNonNull(kmsKey, "kmsKey");
        requireNonNull(kafka, "kafka");
        requireNonNull(crawlerRole, "crawlerRole");
        requireNonNull(deadLetters, "deadLetters");
        requireNonNull(athena, "athena");
        requireNonNull(results, "results");
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
        boolean queries = settings.find("athena.work-group").isPresent()
                && settings.find("glue.database").isPresent();
        return new PolicySettings(
                arns.orElseThrow(),
                settings.find("setup.deployment").orElse("caravan"),
                kmsKey,
                kafka,
                crawlerRole,
                settings.find("dead-letters.bucket").map(bucket -> DeadLetterSettings.from(settings)),
                queries ? Optional.of(AthenaSettings.from(settings)) : Optional.empty(),
                results,
                settings.find("setup.quicksight.principal").isPresent());
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
