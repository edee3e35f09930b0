package dev.caravan.doctor;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsService;
import dev.caravan.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.common.utils.AppInfoParser;
import software.amazon.awssdk.core.util.VersionInfo;

/** What is known without a call: versions, region and endpoints. */
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
        return rows;
    }

    private static String endpoint(Map<AwsService, URI> endpoints, AwsService service) {
        URI endpoint = endpoints.get(service);
        if (endpoint == null) {
            return "AWS's own, with TLS";
        }
        return endpoint + ("https".equals(endpoint.getScheme()) ? ", with TLS" : ", without TLS");
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
