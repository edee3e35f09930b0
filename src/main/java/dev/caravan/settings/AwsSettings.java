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
import software.amazon.awssdk.regions.Region;

/** {@code aws.region} and {@code aws.endpoint.SERVICE}. */
public final class AwsSettings {

    private AwsSettings() {}

    /**
     * Access with AWS's default credential chain.
     *
     * @throws SettingsException with every endpoint that is none, and a missing region
     */
    public static AwsAccess from(Settings settings) {
        List<String> problems = new ArrayList<>();
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        for (AwsService service : AwsService.values()) {
            String key = "aws.endpoint." + service.key();
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
