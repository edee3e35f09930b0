package dev.caravan.settings;

import static dev.caravan.settings.Definition.camel;
import static dev.caravan.settings.Definition.caravan;
import static dev.caravan.settings.ValueType.ADDRESS;
import static dev.caravan.settings.ValueType.BOOLEAN;
import static dev.caravan.settings.ValueType.PORT;
import static dev.caravan.settings.ValueType.SECRET;
import static dev.caravan.settings.ValueType.TEXT;
import static dev.caravan.settings.ValueType.number;
import static dev.caravan.settings.ValueType.oneOf;

import dev.caravan.aws.AwsService;
import java.util.ArrayList;
import java.util.List;

/** Keys about the process as a whole. */
final class ProcessSections {

    static final List<Section> ALL = List.of(
            aws(),
            Section.of(
                    "Profiles",
                    "",
                    caravan(
                            Profiles.KEY,
                            TEXT,
                            "",
                            "Names of profiles, separated by commas: application-NAME.properties beside this file lies"
                                    + " over it, the last one on top; --profile sets it too.")),
            Section.of(
                    "Routes",
                    "",
                    caravan(
                            "routes.directory",
                            TEXT,
                            "file:routes",
                            "Where the routes are, and what lies beside them, such as schemas; --routes sets it too."),
                    caravan(
                            "routes.reload",
                            oneOf("live", "off"),
                            "",
                            "live: run takes up what is edited in the files of routes while they run. off: only a start"
                                    + " does. Nothing: live, but off in a pod of Kubernetes."),
                    camel(
                            "camel.main.shutdown-timeout",
                            number(1, Integer.MAX_VALUE),
                            "60",
                            "Seconds that a stop of the routes may take.")),
            Section.of(
                    "What is logged",
                    "",
                    caravan(
                            "logging.format",
                            oneOf("text", "json"),
                            "text",
                            "text for a person, or json: an object a line with the fields of the Elastic Common"
                                    + " Schema.")),
            Section.of(
                    "Page, health, metrics",
                    "/page/, /observe/health, /observe/health/live, /observe/health/ready, /observe/metrics",
                    caravan("management.port", PORT, "9876", "Nothing for none."),
                    caravan(
                            "management.address",
                            TEXT,
                            "127.0.0.1",
                            "Another address than loopback needs a token, which all but live and ready then ask for."),
                    caravan(
                            "management.hosts",
                            TEXT,
                            "",
                            "Without a token: names besides localhost under which browsers may ask, between commas."),
                    caravan(
                            "management.token",
                            SECRET,
                            "",
                            "The token, a secret: {{env:NAME}}, {{file:/path}}, or nothing here and the environment"
                                    + " variable MANAGEMENT_TOKEN.")),
            Section.of(
                    "Traces",
                    "",
                    caravan(
                            "tracing.endpoint",
                            ADDRESS,
                            "",
                            "Nothing for none, or what takes OpenTelemetry's spans as OTLP over HTTP, for example"
                                    + " http://127.0.0.1:4318: one for each batch, linked to those of the producers.")));

    private ProcessSections() {}

    private static Section aws() {
        List<Definition> keys = new ArrayList<>();
        keys.add(caravan("aws.region", TEXT, "us-east-1", "Region of every service."));
        for (AwsService service : AwsService.values()) {
            keys.add(caravan(
                    AwsSettings.endpointKey(service),
                    ADDRESS,
                    "",
                    "Only to reach something else than AWS itself, for example"
                            + " aws.endpoint.s3=http://127.0.0.1:9000 for S3."));
        }
        keys.add(
                camel(
                        "camel.vault.aws.default-credentials-provider",
                        BOOLEAN,
                        "true",
                        "Values may name secrets of AWS Secrets Manager, as {{aws:NAME}}; true for AWS's default chain there too."));
        keys.add(camel("camel.vault.aws.region", TEXT, "{{aws.region}}", "Region of these secrets."));
        return new Section("AWS", "", keys);
    }
}
