package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.local.glue.crawler.Crawler;
import dev.caravan.local.glue.crawler.CrawlerDefinition;
import dev.caravan.local.glue.crawler.CrawlerStatus;
import dev.caravan.local.glue.crawler.Crawlers;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.List;
import java.util.Map;

/** The operations on crawlers as things that exist. */
final class CrawlerOperations {
    private static final int MAX_PAGE = 1000;
    private static final String TAGS = "Tags";
    private static final String TARGETS = "Targets";

    private final Crawlers crawlers;
    private final Tags tags;

    CrawlerOperations(Crawlers crawlers, Tags tags) {
        this.crawlers = crawlers;
        this.tags = tags;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "CreateCrawler", this::create,
                "GetCrawler", this::get,
                "GetCrawlers", this::getAll,
                "ListCrawlers", this::list,
                "UpdateCrawler", this::update,
                "DeleteCrawler", this::delete);
    }

    private ObjectNode create(AwsInput input) {
        ObjectNode members = input.body().deepCopy();
        members.remove(TAGS);
        CrawlerDefinition definition = definition(members);
        crawlers.create(definition);
        tags.add(Tags.crawler(definition.name()), input.textMap(TAGS));
        return Wire.object();
    }

    private ObjectNode get(AwsInput input) {
        return Wire.answer("Crawler", CrawlerViews.crawler(crawlers.status(input.requiredText("Name"))));
    }

    private ObjectNode getAll(AwsInput input) {
        return Page.of(input, crawlers.statuses(), CrawlerStatus::name, MAX_PAGE)
                .answer("Crawlers", CrawlerViews::crawler);
    }

    private ObjectNode list(AwsInput input) {
        Map<String, String> wanted = input.textMap(TAGS);
        List<Crawler> found = crawlers.all().stream()
                .filter(crawler ->
                        tags.of(Tags.crawler(crawler.name())).entrySet().containsAll(wanted.entrySet()))
                .toList();
        return Page.of(input, found, Crawler::name, MAX_PAGE)
                .answer("CrawlerNames", crawler -> TextNode.valueOf(crawler.name()));
    }

    /** Members that are not given stay as they are. */
    private ObjectNode update(AwsInput input) {
        Crawler before = crawlers.crawler(input.requiredText("Name"));
        ObjectNode members = Wire.tree(before.definition());
        members.setAll(input.body());
        crawlers.update(definition(members));
        return Wire.object();
    }

    private ObjectNode delete(AwsInput input) {
        String name = input.requiredText("Name");
        crawlers.delete(name);
        tags.forget(Tags.crawler(name));
        return Wire.object();
    }

    private static CrawlerDefinition definition(ObjectNode members) {
        if (members.get(TARGETS) instanceof ObjectNode targets) {
            members.set(TARGETS, Wire.withoutEmptyLists(targets));
        }
        return Wire.read(members, CrawlerDefinition.class);
    }
}
