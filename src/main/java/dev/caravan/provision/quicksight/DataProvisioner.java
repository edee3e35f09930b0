package dev.caravan.provision.quicksight;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.provision.resource.ChartData;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.quicksight.model.DataSet;
import software.amazon.awssdk.services.quicksight.model.DataSetImportMode;
import software.amazon.awssdk.services.quicksight.model.InputColumn;
import software.amazon.awssdk.services.quicksight.model.InputColumnDataType;
import software.amazon.awssdk.services.quicksight.model.PhysicalTable;

/** The data set: it asks Athena each time, so that nothing is kept in QuickSight that grows old. */
public final class DataProvisioner implements Provisioner {

    private static final String TABLE_ID = "lake";

    private final QuickSight quickSight;
    private final LakeTables tables;
    private final ChartData data;

    public DataProvisioner(QuickSight quickSight, LakeTables tables, ChartData data) {
        this.quickSight = requireNonNull(quickSight, "quickSight");
        this.tables = requireNonNull(tables, "tables");
        this.data = requireNonNull(data, "data");
    }

    @Override
    public ChartData resource() {
        return data;
    }

    @Override
    public State state() {
        Optional<DataSet> found = find();
        if (found.isEmpty()) {
            return new State.Absent();
        }
        DataSet is = found.orElseThrow();
        String arn = quickSight.arn("dataset/" + data.name());
        return new Comparison()
                .tags(quickSight.tag(), quickSight.tagsOf(arn), quickSight.putTagOn(arn))
                .setting("statement", () -> statement(is))
                .setting("access", this::access)
                .found(String.valueOf(is.createdTime()));
    }

    @Override
    public void create() {
        List<String> found = tables.of(data);
        if (found.isEmpty()) {
            throw new PermanentException("The " + data.label() + " was not made: no table over "
                    + String.join(", ", data.places()) + " with a column " + data.column() + " is in the Glue database "
                    + data.database() + ". Let the crawlers run over some data, and run setup --quicksight again");
        }
        quickSight.create(
                "Making the " + data.label(),
                client -> client.createDataSet(create -> create.awsAccountId(quickSight.accountId())
                        .dataSetId(data.name())
                        .name(data.name())
                        .physicalTableMap(Map.of(TABLE_ID, physical(found)))
                        .importMode(DataSetImportMode.DIRECT_QUERY)
                        .permissions(Owner.OF_DATA.permissions(data.source().principal()))
                        .tags(quickSight.tags())));
    }

    @Override
    public void delete() {
        quickSight.find(
                "Deleting the " + data.label(),
                client -> client.deleteDataSet(
                        delete -> delete.awsAccountId(quickSight.accountId()).dataSetId(data.name())));
    }

    /** Tables that are gone for now, as those of a database that is made anew, are no reason for a data set of none. */
    private Optional<Change> statement(DataSet is) {
        List<String> found = tables.of(data);
        return found.isEmpty()
                ? Optional.empty()
                : Change.unlessEqual(
                        "statement", sqlOf(is), CountStatement.of(data, found), () -> update(physical(found)));
    }

    private void update(PhysicalTable table) {
        quickSight.call(
                "Changing the " + data.label(),
                client -> client.updateDataSet(update -> update.awsAccountId(quickSight.accountId())
                        .dataSetId(data.name())
                        .name(data.name())
                        .physicalTableMap(Map.of(TABLE_ID, table))
                        .importMode(DataSetImportMode.DIRECT_QUERY)));
    }

    private PhysicalTable physical(List<String> found) {
        return PhysicalTable.fromCustomSql(sql -> sql.dataSourceArn(
                        quickSight.arn("datasource/" + data.source().name()))
                .name(TABLE_ID)
                .sqlQuery(CountStatement.of(data, found))
                .columns(text(CountStatement.TABLE), text(data.column())));
    }

    private static InputColumn text(String column) {
        return InputColumn.builder()
                .name(column)
                .type(InputColumnDataType.STRING)
                .build();
    }

    private static String sqlOf(DataSet is) {
        return is.physicalTableMap().values().stream()
                .filter(table -> table.customSql() != null)
                .map(table -> table.customSql().sqlQuery())
                .findFirst()
                .orElse("none");
    }

    private Optional<Change> access() {
        return Owner.OF_DATA.missing(
                data.source().principal(),
                quickSight
                        .call(
                                "Reading who has the " + data.label(),
                                client -> client.describeDataSetPermissions(
                                        describe -> describe.awsAccountId(quickSight.accountId())
                                                .dataSetId(data.name())))
                        .permissions(),
                owner -> quickSight.call(
                        "Giving the " + data.label() + " to its owner",
                        client -> client.updateDataSetPermissions(update -> update.awsAccountId(quickSight.accountId())
                                .dataSetId(data.name())
                                .grantPermissions(owner))));
    }

    private Optional<DataSet> find() {
        return quickSight.find("Looking at the " + data.label(), client -> client.describeDataSet(describe ->
                        describe.awsAccountId(quickSight.accountId()).dataSetId(data.name()))
                .dataSet());
    }
}
