package dev.caravan.local.glue.crawler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.crawl.CrawlRequest;
import dev.caravan.local.glue.crawl.SchemaChangePolicy;
import dev.caravan.local.glue.crawler.RecrawlPolicy.RecrawlBehavior;
import java.util.List;

/**
 * What a caller says about a crawler, in AWS's terms. Whatever would make AWS's crawler do something that this one does
 * not (a schedule, own classifiers, a security configuration) is refused.
 *
 * @param role an IAM role, kept and not used
 * @param databaseName where tables go; made by the first crawl when missing
 * @param description may be null
 * @param tablePrefix may be null
 * @param configuration the JSON of {@link CrawlerConfiguration}, may be null
 * @param lineageConfiguration kept and not used, may be null
 * @param lakeFormationConfiguration kept and not used, may be null
 */
public record CrawlerDefinition(
        String name,
        String role,
        CrawlerTargets targets,
        String databaseName,
        String description,
        List<String> classifiers,
        RecrawlPolicy recrawlPolicy,
        SchemaChangePolicy schemaChangePolicy,
        JsonNode lineageConfiguration,
        String tablePrefix,
        String configuration,
        String schedule,
        String crawlerSecurityConfiguration,
        JsonNode lakeFormationConfiguration) {

    public CrawlerDefinition {
        if (name == null || name.isBlank() || role == null || role.isBlank()) {
            throw CatalogException.invalidInput("A crawler needs a name and a role.");
        }
        if (targets == null) {
            throw CatalogException.invalidInput("Crawler " + name + " needs targets.");
        }
        if (databaseName == null || databaseName.isBlank()) {
            throw CatalogException.invalidInput("Crawler " + name + " needs a database name.");
        }
        refuse("classifiers of one's own", classifiers != null && !classifiers.isEmpty(), "leave Classifiers empty");
        refuse("schedules", schedule != null && !schedule.isBlank(), "start the crawler by StartCrawler");
        refuse(
                "security configurations",
                crawlerSecurityConfiguration != null && !crawlerSecurityConfiguration.isBlank(),
                "leave CrawlerSecurityConfiguration empty");
        classifiers = List.of();
        schedule = null;
        crawlerSecurityConfiguration = null;
        recrawlPolicy = recrawlPolicy == null ? new RecrawlPolicy(null) : recrawlPolicy;
        schemaChangePolicy = schemaChangePolicy == null ? SchemaChangePolicy.DEFAULT : schemaChangePolicy;
        if (recrawlPolicy.recrawlBehavior() == RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY
                && !schemaChangePolicy.equals(SchemaChangePolicy.LOG_ONLY)) {
            throw CatalogException.invalidInput("The SchemaChangePolicy for \"Crawl new folders only\" Amazon S3 target"
                    + " can have only LOG DeleteBehavior value and LOG UpdateBehavior value.");
        }
        CrawlerConfiguration.of(configuration);
        targets.s3Targets().forEach(CrawlerTargets.S3Target::target);
    }

    CrawlRequest crawl() {
        CrawlerConfiguration settings = CrawlerConfiguration.of(configuration);
        return new CrawlRequest(
                name,
                databaseName,
                tablePrefix == null ? "" : tablePrefix,
                targets.s3Targets().stream()
                        .map(CrawlerTargets.S3Target::target)
                        .toList(),
                schemaChangePolicy,
                settings.tableGrouping(),
                settings.mergeNewColumns(),
                settings.inheritFromTable(),
                recrawlPolicy.recrawlBehavior() == RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY);
    }

    private static void refuse(String what, boolean given, String instead) {
        if (given) {
            throw CatalogException.invalidInput(
                    "This Glue does not support " + what + " for crawlers: " + instead + ".");
        }
    }
}
