package dev.caravan.provision.quicksight;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.Chart;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.quicksight.model.Analysis;
import software.amazon.awssdk.services.quicksight.model.AnalysisDefinition;
import software.amazon.awssdk.services.quicksight.model.ResourceStatus;

/** The analysis. It goes for good, without the 30 days in which QuickSight would keep it. */
public final class AnalysisProvisioner implements Provisioner {

    private final QuickSight quickSight;
    private final Chart chart;

    public AnalysisProvisioner(QuickSight quickSight, Chart chart) {
        this.quickSight = requireNonNull(quickSight, "quickSight");
        this.chart = requireNonNull(chart, "chart");
    }

    @Override
    public Chart resource() {
        return chart;
    }

    @Override
    public State state() {
        Optional<Analysis> found = find();
        if (found.isEmpty()) {
            return new State.Absent();
        }
        Analysis is = found.orElseThrow();
        String arn = quickSight.arn("analysis/" + chart.name());
        return new Comparison()
                .tags(quickSight.tag(), quickSight.tagsOf(arn), quickSight.putTagOn(arn))
                .setting("status", () -> status(is))
                .setting("access", this::access)
                .found(String.valueOf(is.createdTime()));
    }

    @Override
    public void create() {
        quickSight.create(
                "Making the " + chart.label(),
                client -> client.createAnalysis(create -> create.awsAccountId(quickSight.accountId())
                        .analysisId(chart.name())
                        .name(chart.name())
                        .definition(definition())
                        .permissions(Owner.OF_ANALYSIS.permissions(
                                chart.data().source().principal()))
                        .tags(quickSight.tags())));
        await();
    }

    @Override
    public void delete() {
        quickSight.find(
                "Deleting the " + chart.label(),
                client -> client.deleteAnalysis(delete -> delete.awsAccountId(quickSight.accountId())
                        .analysisId(chart.name())
                        .forceDeleteWithoutRecovery(true)));
    }

    /** One that somebody deleted in the console is there for another 30 days, and its name is taken. */
    private Optional<Change> status(Analysis is) {
        return is.status() == ResourceStatus.DELETED
                ? Optional.of(new Change("status is DELETED, wanted it back", true, this::restore))
                : readiness(is).change(this::await, this::update);
    }

    private void restore() {
        quickSight.call(
                "Restoring the " + chart.label(),
                client -> client.restoreAnalysis(
                        restore -> restore.awsAccountId(quickSight.accountId()).analysisId(chart.name())));
    }

    private void update() {
        quickSight.call(
                "Changing the " + chart.label(),
                client -> client.updateAnalysis(update -> update.awsAccountId(quickSight.accountId())
                        .analysisId(chart.name())
                        .name(chart.name())
                        .definition(definition())));
        await();
    }

    private AnalysisDefinition definition() {
        return BarChart.of(
                chart.data(), quickSight.arn("dataset/" + chart.data().name()));
    }

    private Optional<Change> access() {
        return Owner.OF_ANALYSIS.missing(
                chart.data().source().principal(),
                quickSight
                        .call(
                                "Reading who has the " + chart.label(),
                                client -> client.describeAnalysisPermissions(
                                        describe -> describe.awsAccountId(quickSight.accountId())
                                                .analysisId(chart.name())))
                        .permissions(),
                owner -> quickSight.call(
                        "Giving the " + chart.label() + " to its owner",
                        client -> client.updateAnalysisPermissions(update -> update.awsAccountId(quickSight.accountId())
                                .analysisId(chart.name())
                                .grantPermissions(owner))));
    }

    private void await() {
        Readiness.await(chart.label(), quickSight.patience(), () -> find().map(AnalysisProvisioner::readiness));
    }

    private static Readiness readiness(Analysis is) {
        return new Readiness(
                is.status(),
                is.errors().stream()
                        .map(error -> error.typeAsString() + ": " + error.message())
                        .collect(Collectors.joining("; ")));
    }

    private Optional<Analysis> find() {
        return quickSight.find("Looking at the " + chart.label(), client -> client.describeAnalysis(describe ->
                        describe.awsAccountId(quickSight.accountId()).analysisId(chart.name()))
                .analysis());
    }
}
