package dev.caravan.provision.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.TaggedResources;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** The crawlers and databases with the deployment's tag. */
public final class TaggedCatalog implements TaggedResources {

    private final GlueClient glue;
    private final DeploymentTag tag;
    private final Account account;

    public TaggedCatalog(GlueClient glue, DeploymentTag tag, Account account) {
        this.glue = requireNonNull(glue, "glue");
        this.tag = requireNonNull(tag, "tag");
        this.account = requireNonNull(account, "account");
    }

    @Override
    public String place() {
        return "Glue crawlers and databases";
    }

    @Override
    public List<String> find() {
        Stream<String> crawlers = glue.listCrawlersPaginator(list -> list.tags(tag.asMap())).stream()
                .flatMap(page -> page.crawlerNames().stream())
                .map(name -> "crawler " + name);
        Stream<String> databases = glue.getDatabasesPaginator(list -> {}).stream()
                .flatMap(page -> page.databaseList().stream())
                .map(database -> database.name())
                .filter(this::isTagged)
                .map(name -> "database " + name);
        return Stream.concat(crawlers, databases).toList();
    }

    private boolean isTagged(String database) {
        try {
            return account.arn("glue", "database/" + database)
                    .filter(arn ->
                            tag.isIn(glue.getTags(get -> get.resourceArn(arn)).tags()))
                    .isPresent();
        } catch (EntityNotFoundException e) {
            // Deleted since it was listed.
            return false;
        }
    }
}
