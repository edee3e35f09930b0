package dev.caravan.provision.quicksight;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.ChartSource;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.Optional;
import software.amazon.awssdk.services.quicksight.model.DataSource;
import software.amazon.awssdk.services.quicksight.model.DataSourceParameters;
import software.amazon.awssdk.services.quicksight.model.DataSourceType;

/** The data source: Athena, through a work group. */
public final class SourceProvisioner implements Provisioner {

    private final QuickSight quickSight;
    private final ChartSource source;

    public SourceProvisioner(QuickSight quickSight, ChartSource source) {
        this.quickSight = requireNonNull(quickSight, "quickSight");
        this.source = requireNonNull(source, "source");
    }

    @Override
    public ChartSource resource() {
        return source;
    }

    @Override
    public State state() {
        Optional<DataSource> found = find();
        if (found.isEmpty()) {
            return new State.Absent();
        }
        DataSource is = found.orElseThrow();
        String arn = arn();
        return new Comparison()
                .tags(quickSight.tag(), quickSight.tagsOf(arn), quickSight.putTagOn(arn))
                .setting("status", () -> readiness(is).change(this::await, this::update))
                .setting("work group", () -> workGroup(is))
                .setting("access", this::access)
                .found(String.valueOf(is.createdTime()));
    }

    @Override
    public void create() {
        quickSight.create(
                "Making the " + source.label(),
                client -> client.createDataSource(create -> create.awsAccountId(quickSight.accountId())
                        .dataSourceId(source.name())
                        .name(source.name())
                        .type(DataSourceType.ATHENA)
                        .dataSourceParameters(parameters())
                        .permissions(Owner.OF_SOURCE.permissions(source.principal()))
                        .tags(quickSight.tags())));
        await();
    }

    @Override
    public void delete() {
        quickSight.find(
                "Deleting the " + source.label(),
                client -> client.deleteDataSource(
                        delete -> delete.awsAccountId(quickSight.accountId()).dataSourceId(source.name())));
    }

    private Optional<Change> workGroup(DataSource is) {
        boolean isAthena =
                is.dataSourceParameters() != null && is.dataSourceParameters().athenaParameters() != null;
        return Change.unlessEqual(
                "work group",
                isAthena
                        ? String.valueOf(
                                is.dataSourceParameters().athenaParameters().workGroup())
                        : "none",
                source.workGroup(),
                this::update);
    }

    private void update() {
        quickSight.call(
                "Changing the " + source.label(),
                client -> client.updateDataSource(update -> update.awsAccountId(quickSight.accountId())
                        .dataSourceId(source.name())
                        .name(source.name())
                        .dataSourceParameters(parameters())));
        await();
    }

    private DataSourceParameters parameters() {
        return DataSourceParameters.fromAthenaParameters(athena -> athena.workGroup(source.workGroup()));
    }

    private Optional<Change> access() {
        return Owner.OF_SOURCE.missing(
                source.principal(),
                quickSight
                        .call(
                                "Reading who has the " + source.label(),
                                client -> client.describeDataSourcePermissions(
                                        describe -> describe.awsAccountId(quickSight.accountId())
                                                .dataSourceId(source.name())))
                        .permissions(),
                owner -> quickSight.call(
                        "Giving the " + source.label() + " to its owner",
                        client ->
                                client.updateDataSourcePermissions(update -> update.awsAccountId(quickSight.accountId())
                                        .dataSourceId(source.name())
                                        .grantPermissions(owner))));
    }

    private void await() {
        Readiness.await(source.label(), quickSight.patience(), () -> find().map(SourceProvisioner::readiness));
    }

    private static Readiness readiness(DataSource is) {
        return new Readiness(
                is.status(),
                is.errorInfo() == null
                        ? ""
                        : is.errorInfo().typeAsString() + ": " + is.errorInfo().message());
    }

    private Optional<DataSource> find() {
        return quickSight.find("Looking at the " + source.label(), client -> client.describeDataSource(describe ->
                        describe.awsAccountId(quickSight.accountId()).dataSourceId(source.name()))
                .dataSource());
    }

    private String arn() {
        return quickSight.arn("datasource/" + source.name());
    }
}
