package dev.caravan.provision.kinesis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** All tags of a stream, page by page. */
final class StreamTags {

    private StreamTags() {}

    static Map<String, String> of(KinesisClient kinesis, String stream) {
        Map<String, String> tags = new HashMap<>();
        String after = null;
        boolean more = true;
        while (more) {
            String last = after;
            ListTagsForStreamResponse page =
                    kinesis.listTagsForStream(list -> list.streamName(stream).exclusiveStartTagKey(last));
            List<Tag> found = page.tags();
            found.forEach(tag -> tags.put(tag.key(), tag.value()));
            more = page.hasMoreTags() && !found.isEmpty();
            after = found.isEmpty() ? null : found.get(found.size() - 1).key();
        }
        return tags;
    }
}
