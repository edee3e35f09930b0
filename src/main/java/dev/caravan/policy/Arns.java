package dev.caravan.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of AWS's resources in one account and region, partition {@code aws}. {@link IllegalArgumentException} for what is
 * no account, or a region of another partition.
 *
 * @param account 12 digits, or {@code *} where it is not known
 */
public record Arns(String region, String account) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|\\*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern OTHER_PARTITION = Pattern.compile("(cn|us-gov|us-iso[a-z]*|eu-isoe|eusc)-.*");

    public Arns {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("An AWS account is 12 digits, got " + account);
        }
        if (!REGION.matcher(region).matches() || OTHER_PARTITION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "Permissions are computed for the partition aws only, and " + region + " is no region of it");
        }
    }

    public String stream(String name) {
        return in("kinesis", "stream/" + name);
    }

    public String table(String name) {
        return in("dynamodb", "table/" + name);
    }

    public String index(String table, String index) {
        return table(table) + "/index/" + index;
    }

    public static String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }

    /** @param prefix empty, or with its last slash */
    public static String objects(String bucket, String prefix) {
        return bucket(bucket) + "/" + prefix + "*";
    }

    public String crawler(String name) {
        return in("glue", "crawler/" + name);
    }

    /** A database's tables are reached through catalog and database: an action on them needs all three. */
    public List<String> tablesOf(String database) {
        return List.of(
                in("glue", "catalog"), in("glue", "database/" + database), in("glue", "table/" + database + "/*"));
    }

    /** With all that goes when it is deleted. */
    List<String> allOf(String database) {
        List<String> all = new ArrayList<>(tablesOf(database));
        all.add(in("glue", "userDefinedFunction/" + database + "/*"));
        return all;
    }

    List<String> databaseOnly(String database) {
        return List.of(in("glue", "catalog"), in("glue", "database/" + database));
    }

    public String workGroup(String name) {
        return in("athena", "workgroup/" + name);
    }

    String secret(String name) {
        return in("secretsmanager", "secret:" + name + "-??????");
    }

    public String logsOfCrawlers() {
        return in("logs", "log-group:/aws-glue/crawlers");
    }

    /** Every cluster of Kubernetes. */
    String kubernetes() {
        return in("eks", "cluster/*");
    }

    String role(String name) {
        return global("role/" + name);
    }

    String identityProvider(String host) {
        return global("oidc-provider/" + host);
    }

    /** Whom the account's own IAM policies allow it. */
    String accountItself() {
        return global("root");
    }

    private String in(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    private String global(String resource) {
        return "arn:aws:iam::" + account + ":" + resource;
    }
}
