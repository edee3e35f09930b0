package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.SecretName;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The secrets of AWS Secrets Manager that settings and routes name with {@code {{aws:NAME}}}.
 *
 * @param arns of the region that they are in
 * @param byKey ids of secrets by the key that names them; those of routes under {@value #ROUTES}
 */
public record NamedSecrets(Arns arns, Map<String, List<String>> byKey) {

    private static final String ROUTES = "";
    private static final String REGION = "camel.vault.aws.region";

    public NamedSecrets {
        requireNonNull(arns, "arns");
        byKey = Map.copyOf(byKey);
    }

    /**
     * Those of settings; no vault is asked.
     *
     * @param account 12 digits, or {@code *}
     * @throws SettingsException if the vault has no region that is known
     */
    public static NamedSecrets of(Settings settings, String account) {
        Map<String, List<String>> byKey = new TreeMap<>();
        settings.secrets()
                .forEach((key, names) ->
                        byKey.put(key, names.stream().map(SecretName::id).toList()));
        return new NamedSecrets(arns(settings.withoutVault(), account), byKey);
    }

    private static Arns arns(Settings settings, String account) {
        String key = settings.find(REGION).isPresent() ? REGION : "aws.region";
        try {
            return new Arns(settings.get(key), account);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("Setting " + key + " = " + settings.get(key) + " (" + settings.origin(key)
                    + "): " + e.getMessage());
        }
    }

    /** Those of the files of routes besides. */
    public NamedSecrets and(Collection<String> ofRoutes) {
        Map<String, List<String>> more = new TreeMap<>(byKey);
        more.put(ROUTES, List.copyOf(ofRoutes));
        return new NamedSecrets(arns, more);
    }

    /** Ids that the role's commands look up, sorted. */
    public List<String> of(Role role) {
        TreeSet<String> ids = new TreeSet<>();
        byKey.forEach((key, named) -> {
            if (isRead(key, role)) {
                ids.addAll(named);
            }
        });
        return new ArrayList<>(ids);
    }

    /** Glue looks nothing up, and queries and mails know no Kafka. */
    private static boolean isRead(String key, Role role) {
        return switch (role) {
            case CRAWLER -> false;
            case REPORTS -> !key.startsWith("kafka.") && !key.startsWith("camel.component.kafka");
            case INGEST -> !key.startsWith("mail.");
            case SET_UP, OPERATOR -> !key.startsWith("mail.") && !key.startsWith("management.");
        };
    }

    /** Of a secret that is named so, whose ARN ends in six characters of AWS's choice. */
    public String arn(String id) {
        return id.startsWith("arn:") ? id : arns.secret(id);
    }
}
