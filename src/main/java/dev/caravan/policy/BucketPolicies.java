package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import dev.caravan.reconcile.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A policy for each bucket, of denials only: within the account a role's own policy allows enough, and what a bucket
 * policy allows to a service, it allows to everybody who makes that service act, in any account.
 */
final class BucketPolicies {

    private static final List<String> EVERYTHING = List.of("s3:*");
    private static final String ENCRYPTION = "s3:x-amz-server-side-encryption";
    private static final String KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";

    private final PolicySettings settings;
    /** Prefixes whose objects are only ever created, by bucket. */
    private final TreeMap<String, List<Place>> created = new TreeMap<>();

    private final TreeMap<String, TreeSet<Role>> writers = new TreeMap<>();

    BucketPolicies(PolicySettings settings, Inventory inventory) {
        this.settings = requireNonNull(settings, "settings");
        Stream.concat(inventory.lakes().stream(), inventory.deadLetters().stream())
                .distinct()
                .forEach(place -> creates(place, Role.INGEST));
        settings.deadLetters()
                .filter(letters -> writers.containsKey(letters.bucket()))
                .ifPresent(letters -> creates(new Place(letters.bucket(), letters.ledger()), Role.OPERATOR));
        settings.results().ifPresent(results -> {
            writes(results.bucket(), Role.REPORTS);
            writes(results.bucket(), Role.OPERATOR);
        });
    }

    /** By bucket, in the order of their names. */
    Map<String, Policy> all() {
        Map<String, Policy> policies = new TreeMap<>();
        writers.keySet().forEach(bucket -> policies.put(bucket, of(bucket)));
        return policies;
    }

    private void creates(Place place, Role role) {
        created.computeIfAbsent(place.bucket(), bucket -> new ArrayList<>()).add(place);
        writes(place.bucket(), role);
    }

    private void writes(String bucket, Role role) {
        writers.computeIfAbsent(bucket, name -> new TreeSet<>(List.of(Role.SET_UP)))
                .add(role);
    }

    private Policy of(String bucket) {
        List<String> whole = List.of(Arns.bucket(bucket), Arns.objects(bucket, ""));
        String account = settings.arns().account();
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.deny(
                        "DenyWithoutTls",
                        EVERYTHING,
                        whole,
                        Condition.of(Operator.BOOL, "aws:SecureTransport", "false")),
                Statement.deny(
                        "DenyOtherAccounts",
                        EVERYTHING,
                        whole,
                        Condition.of(Operator.STRING_NOT_EQUALS, "aws:PrincipalAccount", account),
                        Condition.of(Operator.BOOL, "aws:PrincipalIsAWSService", "false")),
                Statement.deny(
                        "DenyServicesForOtherAccounts",
                        EVERYTHING,
                        whole,
                        Condition.of(Operator.STRING_NOT_EQUALS, "aws:SourceAccount", account),
                        Condition.of(Operator.BOOL, "aws:PrincipalIsAWSService", "true")),
                Statement.deny(
                        "DenyOtherWriters",
                        List.of("s3:PutObject*", "s3:DeleteObject*"),
                        List.of(Arns.objects(bucket, "")),
                        new Condition(
                                Operator.ARN_NOT_LIKE,
                                "aws:PrincipalArn",
                                writers.get(bucket).stream().map(settings::arn).toList()))));
        List<Place> onlyCreated = onlyCreated(bucket);
        if (!onlyCreated.isEmpty()) {
            statements.add(Statement.deny(
                    "DenyOverwriting",
                    List.of("s3:PutObject"),
                    ObjectGrants.arns(onlyCreated),
                    Condition.of(Operator.NULL, "s3:if-none-match", "true")));
        }
        settings.kmsKey().ifPresent(key -> statements.addAll(otherKeys(bucket, key)));
        return new Policy(statements);
    }

    /** Athena overwrites nothing either, but uploads in parts, which know no such condition. */
    private List<Place> onlyCreated(String bucket) {
        return created.getOrDefault(bucket, List.of()).stream()
                .filter(place -> settings.results()
                        .filter(results -> results.bucket().equals(bucket))
                        .map(results -> results.prefix().value())
                        .filter(results -> results.startsWith(place.prefix().value())
                                || place.prefix().value().startsWith(results))
                        .isEmpty())
                .toList();
    }

    /** Without a header the bucket's own default holds. The negated comparisons match a missing key, hence Null. */
    private static List<Statement> otherKeys(String bucket, String key) {
        List<String> put = List.of("s3:PutObject");
        List<String> objects = List.of(Arns.objects(bucket, ""));
        return List.of(
                Statement.deny(
                        "DenyOtherEncryption",
                        put,
                        objects,
                        Condition.of(Operator.NULL, ENCRYPTION, "false"),
                        Condition.of(Operator.STRING_NOT_EQUALS, ENCRYPTION, "aws:kms")),
                Statement.deny(
                        "DenyOtherKeys",
                        put,
                        objects,
                        Condition.of(Operator.NULL, KEY, "false"),
                        Condition.of(Operator.STRING_NOT_EQUALS, KEY, key)));
    }
}
