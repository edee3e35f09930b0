package dev.caravan.doctor;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsFailures;
import dev.caravan.aws.AwsService;
import dev.caravan.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.common.utils.AppInfoParser;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.util.VersionInfo;

/** What is known without a call: versions, region, endpoints, and whether there are credentials. */
final class Surroundings {

    private Surroundings() {}

    static List<Row> rows(AwsAccess access, Settings settings) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.info("versions", versions()));
        rows.add(Row.info("region", access.region().id()));
        for (AwsService service : AwsService.values()) {
            rows.add(Row.info("endpoint " + service.key(), endpoint(access.endpoints(), service)));
        }
        String protocol = settings.find("kafka.client.security.protocol").orElse("PLAINTEXT");
        rows.add(Row.info("Kafka protocol", protocol + (protocol.endsWith("SSL") ? "" : ", without TLS")));
        rows.add(credentials(access));
        return rows;
    }

    private static String endpoint(Map<AwsService, URI> endpoints, AwsService service) {
        URI endpoint = endpoints.get(service);
        if (endpoint == null) {
            return "AWS's own, with TLS";
        }
        return endpoint + ("https".equals(endpoint.getScheme()) ? ", with TLS" : ", without TLS");
    }

    private static Row credentials(AwsAccess access) {
        try {
            access.credentials().resolveCredentials();
            return Row.of("credentials", State.OK, "found by AWS's default chain");
        } catch (SdkException e) {
            return Row.of(
                    "credentials",
                    State.WRONG,
                    AwsFailures.classify("A call", e).getMessage());
        }
    }

    private static String versions() {
        String caravan = Surroundings.class.getPackage().getImplementationVersion();
        return "Caravan " + (caravan == null ? "(not packaged)" : caravan)
                + ", Java " + Runtime.version()
                + ", Camel " + camel()
                + ", AWS SDK " + VersionInfo.SDK_VERSION
                + ", Kafka clients " + AppInfoParser.getVersion();
    }

    private static String camel() {
        DefaultCamelContext context = new DefaultCamelContext(false);
        try {
            return context.getVersion();
        } finally {
            context.stop();
        }
    }
}
