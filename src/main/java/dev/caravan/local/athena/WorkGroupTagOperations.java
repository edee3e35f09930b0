package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.athena.workgroup.WorkGroup;
import dev.caravan.local.athena.workgroup.WorkGroups;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tags of work groups, the only kind of resource here that has any. */
final class WorkGroupTagOperations {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:athena:[^:]*:[^:]*:workgroup/([^/]+)");
    private static final int MAX_ITEMS = 75;

    private final WorkGroups workGroups;

    WorkGroupTagOperations(WorkGroups workGroups) {
        this.workGroups = workGroups;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag, "ListTagsForResource", this::list);
    }

    /** The member {@code Tags} of a request; absent is none. */
    static Map<String, String> tags(AwsInput input) {
        Map<String, String> tags = new LinkedHashMap<>();
        input.objects("Tags")
                .forEach(tag ->
                        tags.put(tag.requiredText("Key"), tag.text("Value").orElse("")));
        return tags;
    }

    private ObjectNode tag(AwsInput input) {
        return change(input, tags -> {
            Map<String, String> all = new TreeMap<>(tags);
            all.putAll(tags(input));
            return all;
        });
    }

    private ObjectNode untag(AwsInput input) {
        return change(input, tags -> {
            Map<String, String> rest = new TreeMap<>(tags);
            rest.keySet().removeAll(input.texts("TagKeys"));
            return rest;
        });
    }

    private ObjectNode change(AwsInput input, UnaryOperator<Map<String, String>> change) {
        String name = name(input);
        try {
            if (!workGroups.change(name, group -> group.withTags(change.apply(group.tags())))) {
                throw notFound(name);
            }
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidRequest(e.getMessage());
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode list(AwsInput input) {
        String name = name(input);
        WorkGroup group = workGroups.find(name).orElseThrow(() -> notFound(name));
        ListPage<Map.Entry<String, String>> page =
                ListPage.of(List.copyOf(new TreeMap<>(group.tags()).entrySet()), input, MAX_ITEMS);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode tags = answer.putArray("Tags");
        page.items().forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
        page.next().ifPresent(next -> answer.put("NextToken", next));
        return answer;
    }

    private static String name(AwsInput input) {
        String arn = input.requiredText("ResourceARN");
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw Refusals.invalidRequest("ResourceARN " + arn + " is not that of a work group");
        }
        return parts.group(1);
    }

    private static AwsError notFound(String name) {
        return AwsError.badRequest("ResourceNotFoundException", "WorkGroup " + name + " is not found.");
    }
}
