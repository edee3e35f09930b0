package dev.caravan.policy;

import dev.caravan.reconcile.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements about objects under prefixes. Nothing for no places. */
final class ObjectGrants {

    private ObjectGrants() {}

    static Stream<Statement> objects(String sid, List<String> actions, Collection<Place> places) {
        return places.isEmpty() ? Stream.of() : Stream.of(Statement.allow(sid, actions, arns(places)));
    }

    static List<String> arns(Collection<Place> places) {
        return places.stream()
                .map(place -> Arns.objects(place.bucket(), place.prefix().value()))
                .toList();
    }

    /** Seeing the keys under the prefixes and no others; one statement for each bucket. */
    static Stream<Statement> listing(String sid, Collection<Place> places) {
        return byBucket(places).entrySet().stream().map(bucket -> {
            List<String> resources = List.of(Arns.bucket(bucket.getKey()));
            List<String> actions = List.of("s3:ListBucket");
            List<String> keys = bucket.getValue().stream()
                    .map(place -> place.prefix() + "*")
                    .toList();
            return keys.contains("*")
                    ? Statement.allow(sid, actions, resources)
                    : Statement.allow(sid, actions, resources, new Condition(Operator.STRING_LIKE, "s3:prefix", keys));
        });
    }

    static List<String> buckets(Collection<Place> places) {
        return byBucket(places).keySet().stream().map(Arns::bucket).toList();
    }

    private static Map<String, List<Place>> byBucket(Collection<Place> places) {
        return places.stream()
                .distinct()
                .collect(Collectors.groupingBy(Place::bucket, LinkedHashMap::new, Collectors.toList()));
    }
}
