package dev.caravan.provision.catalog;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.athena.AthenaClient;

/** All tags of a work group, page by page. */
final class WorkGroupTags {

    private WorkGroupTags() {}

    static Map<String, String> of(AthenaClient athena, String arn) {
        Map<String, String> tags = new HashMap<>();
        athena.listTagsForResourcePaginator(list -> list.resourceARN(arn)).tags().stream()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
