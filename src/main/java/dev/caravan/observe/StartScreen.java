package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsAccess;
import dev.caravan.usage.Use;
import dev.caravan.usage.UseText;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code run} prints once: which version runs which routes, with which settings, against which services, and where
 * to ask how it is. Plain text, for a terminal and a file alike; of addresses the host and port only, so no password in
 * them shows.
 *
 * @param settings where they come from, in words
 * @param profile names of the profiles that lie over them, if any do
 * @param routes their directory
 * @param uses what the routes use, in their order
 * @param environment of the process, for {@code AWS_ENDPOINT_URL…}, which the SDK reads
 * @param management {@code http://ADDRESS:PORT}, if anything listens
 * @param tracing {@code http://HOST:PORT} of what takes spans, if something does
 */
public record StartScreen(
        String settings,
        Optional<String> profile,
        String routes,
        List<Use> uses,
        AwsAccess aws,
        Map<String, String> environment,
        Optional<String> management,
        Optional<String> tracing) {

    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String NO_ADDRESS = "an address that is none";

    public StartScreen {
        requireNonNull(settings, "settings");
        requireNonNull(profile, "profile");
        requireNonNull(routes, "routes");
        uses = List.copyOf(uses);
        requireNonNull(aws, "aws");
        environment = Map.copyOf(environment);
        requireNonNull(management, "management");
        requireNonNull(tracing, "tracing");
    }

    public void print(PrintWriter out) {
        out.println("Caravan " + ProductVersion.text());
        line(out, "settings", settings);
        profile.ifPresent(names -> line(out, "profile", names));
        line(out, "region", aws.region().id());
        Map<String, String> others = otherServices();
        line(out, "services", others.isEmpty() ? "AWS" : "AWS, but for");
        others.forEach((service, address) -> out.println("            " + service + " at " + address));
        management.ifPresent(url -> line(out, "page", url + "/page/"));
        line(
                out,
                "health",
                management.map(url -> url + "/observe/health").orElse("served nowhere: management.port is empty"));
        management.ifPresent(url -> line(out, "metrics", url + "/observe/metrics"));
        tracing.ifPresent(address -> line(out, "traces", hostOf(address)));
        Map<String, List<Use>> byRoute =
                uses.stream().collect(Collectors.groupingBy(Use::route, LinkedHashMap::new, Collectors.toList()));
        line(out, "routes", routes);
        byRoute.forEach((route, its) -> {
            out.println("    " + route);
            its.forEach(use -> out.println("      " + verb(use) + " " + UseText.of(use)));
        });
    }

    private static String verb(Use use) {
        if (use.isSource()) {
            return "reads  ";
        }
        return use instanceof Use.RunsCrawler ? "runs   " : use instanceof Use.UsesComponent ? "uses   " : "writes ";
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(String.format(Locale.ROOT, "  %-9s %s", name, value));
    }

    /** Endpoints of settings stand above those of the environment, as in the SDK. */
    private Map<String, String> otherServices() {
        Map<String, String> others = new TreeMap<>();
        environment.forEach((variable, address) -> {
            if (variable.startsWith(ENDPOINT) && !address.isBlank()) {
                String service = variable.substring(ENDPOINT.length())
                        .replaceFirst("^_", "")
                        .toLowerCase(Locale.ROOT);
                others.put(service.isEmpty() ? "all" : service, hostOf(address));
            }
        });
        aws.endpoints().forEach((service, address) -> others.put(service.key(), hostOf(address.toString())));
        return others;
    }

    private static String hostOf(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() == null ? NO_ADDRESS : uri.getScheme() + "://" + uri.getHost() + port(uri);
        } catch (IllegalArgumentException e) {
            return NO_ADDRESS;
        }
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }
}
