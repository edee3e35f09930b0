package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.crawler.Crawlers;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations on tags, of crawlers and databases that exist. */
final class TagOperations {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:glue:[^:]*:[^:]*:(crawler|database)/([^/]+)");

    private final GlueCatalog catalog;
    private final Crawlers crawlers;
    private final Tags tags;

    TagOperations(GlueCatalog catalog, Crawlers crawlers, Tags tags) {
        this.catalog = catalog;
        this.crawlers = crawlers;
        this.tags = tags;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag, "GetTags", this::get);
    }

    private ObjectNode tag(AwsInput input) {
        tags.add(resource(input), input.textMap("TagsToAdd"));
        return Wire.object();
    }

    private ObjectNode untag(AwsInput input) {
        tags.remove(resource(input), input.texts("TagsToRemove"));
        return Wire.object();
    }

    private ObjectNode get(AwsInput input) {
        return Wire.answer("Tags", Wire.tags(tags.of(resource(input))));
    }

    private String resource(AwsInput input) {
        String arn = input.requiredText("ResourceArn");
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw CatalogException.invalidInput(
                    "ResourceArn " + arn + " names neither a crawler nor a database of Glue.");
        }
        String name = parts.group(2);
        if (parts.group(1).equals("crawler")) {
            return Tags.crawler(crawlers.crawler(name).name());
        }
        return Tags.database(catalog.database(name).name());
    }
}
