package dev.caravan.provision.s3;

import dev.caravan.provision.resource.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** What goes by itself: uploads that nobody ended, old versions, and query results with their delete markers. */
final class LifecycleRules {

    private static final String OURS = "caravan-";
    private static final int UPLOAD_DAYS = 1;
    private static final int VERSION_DAYS = 30;

    private LifecycleRules() {}

    static boolean isOurs(LifecycleRule rule) {
        return rule.id() != null && rule.id().startsWith(OURS);
    }

    static List<LifecycleRule> of(Bucket bucket) {
        List<LifecycleRule> rules = new ArrayList<>();
        rules.add(rule("unfinished-uploads", "")
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(UPLOAD_DAYS))
                .build());
        rules.add(rule("old-versions", "")
                .noncurrentVersionExpiration(expiry -> expiry.noncurrentDays(VERSION_DAYS))
                .expiration(expiry -> expiry.expiredObjectDeleteMarker(true))
                .build());
        bucket.results()
                .ifPresent(results -> rules.add(rule("query-results", results.prefix())
                        .expiration(expiry -> expiry.days(results.days()))
                        .noncurrentVersionExpiration(expiry -> expiry.noncurrentDays(1))
                        .build()));
        return rules;
    }

    /** What the rules do; S3 does not hand back every empty member as it was put. */
    static Set<String> signatures(List<LifecycleRule> rules) {
        return rules.stream().map(LifecycleRules::signature).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(LifecycleRule rule) {
        String prefix = rule.filter() == null || rule.filter().prefix() == null
                ? ""
                : rule.filter().prefix();
        return Stream.of(
                        text("uploads", rule.abortIncompleteMultipartUpload(), all -> all.daysAfterInitiation() + " d"),
                        text("old versions", rule.noncurrentVersionExpiration(), all -> all.noncurrentDays() + " d"),
                        text("objects", rule.expiration(), all -> all.days() == null ? "markers" : all.days() + " d"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(
                        ", ", "/" + prefix + ": ", rule.status() == ExpirationStatus.ENABLED ? "" : " (off)"));
    }

    private static <T> Optional<String> text(String what, T part, Function<T, String> form) {
        return Optional.ofNullable(part).map(form).map(text -> what + " " + text);
    }

    private static LifecycleRule.Builder rule(String name, String prefix) {
        return LifecycleRule.builder()
                .id(OURS + name)
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(prefix));
    }
}
