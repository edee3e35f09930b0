package dev.caravan.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the embedded services are started.
 *
 * @param dataDirectory holds all their data, created when it is new; one run at a time may use it
 * @param ports wanted on 127.0.0.1; a service without an entry takes a free one
 */
public record LocalSettings(Path dataDirectory, Map<LocalService, Integer> ports, LocalCredentials credentials) {
    public LocalSettings {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        ports = Map.copyOf(ports);
        ports.forEach((service, port) -> {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("A port for " + service + " is 0 to 65535, not " + port);
            }
        });
    }

    /** Free ports and the fixed key pair. */
    public static LocalSettings in(Path dataDirectory) {
        return new LocalSettings(dataDirectory, Map.of(), LocalCredentials.FIXED);
    }

    /** The same with a wanted port; 0 takes a free one. */
    public LocalSettings withPort(LocalService service, int port) {
        Map<LocalService, Integer> others = new EnumMap<>(LocalService.class);
        others.putAll(ports);
        others.put(service, port);
        return new LocalSettings(dataDirectory, others, credentials);
    }

    int port(LocalService service) {
        return ports.getOrDefault(service, 0);
    }

    Path directory(LocalService service) {
        return dataDirectory.resolve(service.name().toLowerCase(java.util.Locale.ROOT));
    }
}
