package dev.caravan.provision.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.GlueDatabase;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** A database goes with all its tables; their objects stay in their bucket. */
public final class DatabaseProvisioner implements Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProvisioner.class);

    private final GlueClient glue;
    private final GlueDatabase database;
    private final DeploymentTag tag;
    private final Account account;

    public DatabaseProvisioner(GlueClient glue, GlueDatabase database, DeploymentTag tag, Account account) {
        this.glue = requireNonNull(glue, "glue");
        this.database = requireNonNull(database, "database");
        this.tag = requireNonNull(tag, "tag");
        this.account = requireNonNull(account, "account");
    }

    @Override
    public GlueDatabase resource() {
        return database;
    }

    @Override
    public State state() {
        Optional<Database> found = find();
        return found.isEmpty()
                ? new State.Absent()
                : new Comparison()
                        .tags(tag, this::tags, this::putTag)
                        .found(String.valueOf(found.orElseThrow().createTime()));
    }

    @Override
    public void create() {
        try {
            glue.createDatabase(create -> create.tags(tag.asMap())
                    .databaseInput(input -> input.name(database.name()).description("Tables of Caravan's crawlers")));
        } catch (AlreadyExistsException e) {
            // Perhaps by this very call, whose first answer was lost.
            LOG.debug("The database {} was made meanwhile", database.name(), e);
        }
    }

    private void putTag() {
        glue.tagResource(put -> put.resourceArn(arn()).tagsToAdd(tag.asMap()));
    }

    @Override
    public void delete() {
        try {
            glue.deleteDatabase(delete -> delete.name(database.name()));
        } catch (EntityNotFoundException e) {
            LOG.debug("The database {} was deleted meanwhile", database.name(), e);
        }
    }

    private Map<String, String> tags() {
        return glue.getTags(get -> get.resourceArn(arn())).tags();
    }

    /** Known, since there is a database. */
    private String arn() {
        return account.arn("glue", "database/" + database.name()).orElseThrow();
    }

    private Optional<Database> find() {
        try {
            return Optional.of(
                    glue.getDatabase(get -> get.name(database.name())).database());
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }
}
