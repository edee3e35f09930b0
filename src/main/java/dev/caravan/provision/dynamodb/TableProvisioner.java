package dev.caravan.provision.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.ItemTable;
import dev.caravan.provision.resource.LeaseTable;
import dev.caravan.provision.resource.LedgerTable;
import dev.caravan.provision.resource.ReportTable;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import dev.caravan.report.ledger.ReportLedger;
import dev.caravan.source.kinesis.LeaseTableDefinition;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A table's identity is the time of its creation. */
public final class TableProvisioner implements Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(TableProvisioner.class);

    private final DynamoDbClient dynamoDb;
    private final Resource table;
    private final CreateTableRequest wanted;
    private final TableComparison settings;
    private final DeploymentTag tag;
    private final Patience patience;

    private TableProvisioner(
            DynamoDbClient dynamoDb,
            Resource table,
            CreateTableRequest wanted,
            DeploymentTag tag,
            Patience patience,
            Optional<ItemTable> items) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
        this.wanted = wanted;
        this.tag = requireNonNull(tag, "tag");
        this.patience = requireNonNull(patience, "patience");
        this.settings = new TableComparison(dynamoDb, wanted, items, this::awaitActive);
    }

    public static TableProvisioner of(DynamoDbClient dynamoDb, ItemTable table, DeploymentTag tag, Patience patience) {
        return new TableProvisioner(
                dynamoDb, table, KeyedTable.of(table.name(), table.key()), tag, patience, Optional.of(table));
    }

    public static TableProvisioner of(DynamoDbClient dynamoDb, LeaseTable table, DeploymentTag tag, Patience patience) {
        return new TableProvisioner(
                dynamoDb, table, LeaseTableDefinition.of(table.name()), tag, patience, Optional.empty());
    }

    public static TableProvisioner of(
            DynamoDbClient dynamoDb, LedgerTable table, DeploymentTag tag, Patience patience) {
        return new TableProvisioner(
                dynamoDb, table, KeyedTable.of(table.name(), LedgerTable.KEY), tag, patience, Optional.empty());
    }

    public static TableProvisioner of(
            DynamoDbClient dynamoDb, ReportTable table, DeploymentTag tag, Patience patience) {
        return new TableProvisioner(
                dynamoDb,
                table,
                KeyedTable.of(table.name(), ReportLedger.PARTITION_KEY, ReportLedger.SORT_KEY),
                tag,
                patience,
                Optional.empty());
    }

    @Override
    public Resource resource() {
        return table;
    }

    @Override
    public State state() {
        Optional<TableDescription> found = find();
        if (found.filter(table -> table.tableStatus() != TableStatus.DELETING).isEmpty()) {
            return new State.Absent();
        }
        TableDescription is = found.orElseThrow();
        Comparison comparison =
                new Comparison().tags(tag, () -> TableTags.of(dynamoDb, is.tableArn()), () -> putTag(is.tableArn()));
        settings.compare(is, comparison);
        return comparison.found(is.creationDateTime().toString());
    }

    @Override
    public void create() {
        patience.until("the end of the earlier table " + table.name(), () -> find().filter(
                        earlier -> earlier.tableStatus() == TableStatus.DELETING)
                .isEmpty());
        try {
            dynamoDb.createTable(
                    wanted.toBuilder().tags(TableTags.list(tag.asMap())).build());
        } catch (ResourceInUseException e) {
            // Perhaps by this very call, whose first answer was lost.
            LOG.debug("The table {} was made meanwhile", table.name(), e);
        }
        awaitActive();
    }

    private void putTag(String arn) {
        dynamoDb.tagResource(put -> put.resourceArn(arn).tags(TableTags.list(tag.asMap())));
    }

    @Override
    public void delete() {
        try {
            dynamoDb.deleteTable(delete -> delete.tableName(table.name()));
        } catch (ResourceNotFoundException e) {
            LOG.debug("The table {} was deleted meanwhile", table.name(), e);
        }
        patience.until("the end of the table " + table.name(), () -> find().isEmpty());
    }

    private Optional<TableDescription> find() {
        try {
            return Optional.of(dynamoDb.describeTable(describe -> describe.tableName(table.name()))
                    .table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private void awaitActive() {
        patience.until("the table " + table.name() + " being ACTIVE", () -> find().filter(
                        is -> is.tableStatus() == TableStatus.ACTIVE)
                .isPresent());
    }
}
