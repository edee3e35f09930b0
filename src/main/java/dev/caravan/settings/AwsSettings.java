package dev.caravan.settings;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsService;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/** {@code aws.region} and {@code aws.endpoint.SERVICE}. */
public final class AwsSettings {

    private AwsSettings() {}

    /** Access with AWS's default credential chain. */
    public static AwsAccess from(Settings settings) {
        List<String> problems = new ArrayList<>();
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        for (AwsService service : AwsService.values()) {
            String key = "aws.endpoint." + service.key();
            Optional<String> text = settings.find(key);
            if (text.isPresent()) {
                if (text.get().matches("https?://[^\\s/]+/?")) {
                    endpoints.put(service, URI.create(text.get()));
                } else {
                    problems.add("Setting " + key + " = " + text.get() + " (" + settings.origin(key)
                            + "): expected an address such as https://host:port");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return AwsAccess.withDefaultCredentials(Region.of(settings.get("aws.region")), endpoints);
    }
}
