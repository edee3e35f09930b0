package dev.caravan.provision.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.GlueCrawler;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerNotRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.CrawlerStoppingException;
import software.amazon.awssdk.services.glue.model.CrawlerTargets;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.S3Target;

/** A crawler that runs is waited for before it is changed, and stopped before it is removed. */
public final class CrawlerProvisioner implements Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(CrawlerProvisioner.class);

    private final GlueClient glue;
    private final GlueCrawler crawler;
    private final DeploymentTag tag;
    private final Account account;
    private final Patience patience;

    public CrawlerProvisioner(
            GlueClient glue, GlueCrawler crawler, DeploymentTag tag, Account account, Patience patience) {
        this.glue = requireNonNull(glue, "glue");
        this.crawler = requireNonNull(crawler, "crawler");
        this.tag = requireNonNull(tag, "tag");
        this.account = requireNonNull(account, "account");
        this.patience = requireNonNull(patience, "patience");
    }

    @Override
    public GlueCrawler resource() {
        return crawler;
    }

    @Override
    public State state() {
        Optional<Crawler> found = find();
        if (found.isEmpty()) {
            return new State.Absent();
        }
        Crawler is = found.orElseThrow();
        return new Comparison()
                .tags(tag, this::tags, this::putTag)
                .setting("role", () -> role(is.role()))
                .setting(
                        "database",
                        () -> Change.unlessEqual(
                                "database",
                                String.valueOf(is.databaseName()),
                                crawler.database(),
                                () -> update("database")))
                .setting(
                        "targets",
                        () -> Change.unlessEqual(
                                "targets",
                                paths(is.targets()),
                                new TreeSet<>(crawler.targets()),
                                () -> update("targets")))
                .found(String.valueOf(is.creationTime()));
    }

    @Override
    public void create() {
        try {
            glue.createCrawler(create -> create.name(crawler.name())
                    .role(crawler.role())
                    .databaseName(crawler.database())
                    .targets(targets())
                    .tags(tag.asMap()));
        } catch (AlreadyExistsException e) {
            // Perhaps by this very call, whose first answer was lost.
            LOG.debug("The crawler {} was made meanwhile", crawler.name(), e);
        }
    }

    private void putTag() {
        String arn = account.arn("glue", "crawler/" + crawler.name()).orElseThrow();
        glue.tagResource(put -> put.resourceArn(arn).tagsToAdd(tag.asMap()));
    }

    @Override
    public void delete() {
        if (find().filter(is -> is.state() == CrawlerState.RUNNING).isPresent()) {
            stop();
        }
        awaitReady();
        try {
            glue.deleteCrawler(delete -> delete.name(crawler.name()));
        } catch (EntityNotFoundException e) {
            LOG.debug("The crawler {} was deleted meanwhile", crawler.name(), e);
        }
    }

    /** In an account that is not known nothing was made. */
    private Map<String, String> tags() {
        return account.arn("glue", "crawler/" + crawler.name())
                .map(arn -> glue.getTags(get -> get.resourceArn(arn)).tags())
                .orElse(Map.of());
    }

    private void stop() {
        try {
            glue.stopCrawler(stop -> stop.name(crawler.name()));
        } catch (CrawlerNotRunningException | CrawlerStoppingException e) {
            LOG.debug("The crawler {} ends by itself", crawler.name(), e);
        }
    }

    private void awaitReady() {
        patience.until(
                "the end of the crawl of " + crawler.name(),
                () -> find().filter(is -> is.state() != CrawlerState.READY).isEmpty());
    }

    /** All at once: a change names everything. */
    private void update(String what) {
        LOG.debug("Changing {} of the crawler {}", what, crawler.name());
        awaitReady();
        glue.updateCrawler(update -> update.name(crawler.name())
                .role(crawler.role())
                .databaseName(crawler.database())
                .targets(targets()));
    }

    /** Glue hands back a role by its name, whether it was given so or as an ARN. */
    private Optional<Change> role(String is) {
        return Change.unlessEqual("role", roleName(is), roleName(crawler.role()), () -> update("role"));
    }

    private static String roleName(String role) {
        return role.replaceFirst("^arn:[^:]*:iam::[^:]*:role/", "");
    }

    private CrawlerTargets targets() {
        List<S3Target> targets = crawler.targets().stream()
                .map(path -> S3Target.builder().path(path).build())
                .toList();
        return CrawlerTargets.builder().s3Targets(targets).build();
    }

    private static Set<String> paths(CrawlerTargets targets) {
        Set<String> paths = new TreeSet<>();
        targets.s3Targets().forEach(target -> paths.add(target.path()));
        return paths;
    }

    private Optional<Crawler> find() {
        try {
            return Optional.of(glue.getCrawler(get -> get.name(crawler.name())).crawler());
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }
}
