package dev.caravan.settings;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsService;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/** {@code aws.region} and {@code aws.endpoint.SERVICE}. */
public final class AwsSettings {

    private static final String REGION = "aws.region";
    private static final String ENDPOINT = "aws.endpoint.";
    private static final Set<String> ENDPOINTS =
            Stream.of(AwsService.values()).map(AwsSettings::endpointKey).collect(Collectors.toCollection(TreeSet::new));

    private AwsSettings() {}

    /**
     * Access with AWS's default credential chain.
     *
     * @throws SettingsException with every endpoint that is none or of no service here, and a missing region
     */
    public static AwsAccess from(Settings settings) {
        List<Problem> problems = new ArrayList<>(problems(settings));
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        settings.keys().stream()
                .filter(key -> key.startsWith(ENDPOINT) && !ENDPOINTS.contains(key))
                .forEach(key -> problems.add(
                        settings.problem(key, "there is no such endpoint, only " + String.join(", ", ENDPOINTS))));
        for (AwsService service : AwsService.values()) {
            String key = endpointKey(service);
            settings.find(key).ifPresent(text -> {
                if (ValueType.ADDRESS.accepts(text)) {
                    endpoints.put(service, URI.create(text));
                } else {
                    problems.add(settings.problem(key, "expected " + ValueType.ADDRESS.expected(text)));
                }
            });
        }
        SettingsException.throwIfAny(problems);
        return AwsAccess.withDefaultCredentials(Region.of(settings.get(REGION)), endpoints);
    }

    /** A missing region, which no check of single values sees. */
    public static List<Problem> problems(Settings settings) {
        return settings.withoutVault().find(REGION).isPresent() ? List.of() : List.of(settings.missing(REGION));
    }

    static String endpointKey(AwsService service) {
        return ENDPOINT + service.key();
    }
}
