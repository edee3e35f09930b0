package dev.caravan.settings;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsService;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/** {@code aws.region} and {@code aws.endpoint.SERVICE}. */
public final class AwsSettings {

    private static final String ENDPOINT = "aws.endpoint.";
    private static final Set<String> ENDPOINTS = Stream.of(AwsService.values())
            .map(service -> ENDPOINT + service.key())
            .collect(Collectors.toCollection(TreeSet::new));

    private AwsSettings() {}

    /**
     * Access with AWS's default credential chain.
     *
     * @throws SettingsException with every endpoint that is none or of no service here, and a missing region
     */
    public static AwsAccess from(Settings settings) {
        List<String> problems = new ArrayList<>();
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        settings.asMap().keySet().stream()
                .filter(key -> key.startsWith(ENDPOINT) && !ENDPOINTS.contains(key))
                .forEach(key -> problems.add("Setting " + key + " (" + settings.origin(key)
                        + "): there is no such endpoint, only " + String.join(", ", ENDPOINTS)));
        for (AwsService service : AwsService.values()) {
            String key = ENDPOINT + service.key();
            Optional<String> text = settings.find(key);
            if (text.isPresent()) {
                Optional<URI> address = address(text.get());
                if (address.isPresent()) {
                    endpoints.put(service, address.get());
                } else {
                    problems.add("Setting " + key + " = " + text.get() + " (" + settings.origin(key)
                            + "): expected an address such as https://host:port");
                }
            }
        }
        Optional<String> region = settings.find("aws.region");
        if (region.isEmpty()) {
            problems.add(Settings.missing("aws.region"));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return AwsAccess.withDefaultCredentials(Region.of(region.orElseThrow()), endpoints);
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean usable = text.matches("https?://[^\\s/?#]+/?") && address.getHost() != null;
            return usable ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
