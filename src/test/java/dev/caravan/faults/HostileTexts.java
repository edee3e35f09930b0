package dev.caravan.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that mean something to file systems, Hive, mail, or Camel's languages and placeholders. Those of Camel would give
 * the value of an environment variable if anybody evaluated them.
 */
final class HostileTexts {

    private HostileTexts() {}

    /** @param canary name of the variable; no text is longer than 64 characters */
    static List<String> all(String canary) {
        return List.of(
                "../",
                "..",
                ".",
                "/etc/passwd",
                "..\\..\\x",
                "a=b/c=d",
                "%2F..%2F",
                "%252e%252e%252f",
                "a\0b",
                "a\nb",
                "gpj.\u202Eexe",
                "__HIVE_DEFAULT_PARTITION__",
                "_manifests",
                "${env." + canary + "}",
                "${env:" + canary + "}",
                "${sysenv." + canary + "}",
                "${sysenv:" + canary + "}",
                "$simple{env." + canary + "}",
                "$simple{sysenv." + canary + "}",
                "{{env:" + canary + "}}",
                "{{?env:" + canary + "}}",
                "{{" + canary + "}}",
                "${properties:env:" + canary + "}",
                "${bean:type:java.lang.System?method=getenv}",
                "${exchange.context.name}",
                "${body}${headers}",
                "#{systemEnvironment['" + canary + "']}",
                "${jndi:ldap://127.0.0.1:1/" + canary + "}");
    }

    /**
     * Names that Camel's components take orders from, in several cases.
     *
     * @param target what each of them orders to write to
     */
    static Map<String, String> headers(String canary, String target) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of(
                "To",
                "Bcc",
                "Subject",
                "Reply-To",
                "mail.smtp.host",
                "kafka.OVERRIDE_TOPIC",
                "KAFKA.override_topic",
                "kafka.TOPIC",
                "kafka.KEY",
                "CamelAwsS3Key",
                "cAmElAwsS3Key",
                "CamelAwsS3BucketName",
                "CamelAwsS3OverrideBucketName",
                "camelawss3metadata",
                "CamelAwsDdbTableName",
                "CamelAwsKinesisStreamName",
                "CamelFileName",
                "CamelHttpUri",
                "CamelToEndpoint",
                "Long-Running-Action",
                "operationName",
                "contentType",
                "caravan-replay-of",
                "caravan-replays",
                "${env." + canary + "}",
                "{{env:" + canary + "}}")) {
            headers.put(name, target);
        }
        headers.put("CamelAwsS3ContentType", "${env." + canary + "}");
        return headers;
    }
}
