package dev.caravan.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.aws.AwsService;
import dev.caravan.provision.resource.Chart;
import dev.caravan.provision.resource.ChartData;
import dev.caravan.provision.resource.ChartSource;
import dev.caravan.provision.resource.Resource;
import dev.caravan.testing.SharedServices;
import dev.caravan.testing.quicksight.LakeTable;
import dev.caravan.testing.quicksight.QuickSightStub;
import dev.caravan.testing.quicksight.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The chart in QuickSight, on a stand-in that checks each request by the service's own model. */
@Timeout(120)
class ChartTest {

    private static final String OWNER = "arn:aws:quicksight:us-east-1:123456789012:user/default/ann";

    private final QuickSightStub stub = QuickSightStub.start();
    private final DeploymentRig rig = new DeploymentRig(Map.of(AwsService.QUICKSIGHT, stub.endpoint()));
    private final String name = SharedServices.uniqueName("chart");
    private final ChartSource source = new ChartSource(name, "primary", Optional.of(OWNER));
    private final ChartData data = new ChartData(source, name, List.of("s3://" + name + "/lake/"), "action");
    private final Chart chart = new Chart(data);
    private final Resource[] all = {source, data, chart};

    @AfterEach
    void close() {
        rig.close();
        stub.close();
    }

    @Test
    void itCountsTheRecordsOfEachActionInTheTablesOfTheLake() {
        // Given
        LakeTable.create(name, "events", "s3://" + name + "/lake/events/", "user_id", "action");
        LakeTable.create(name, "array", "s3://" + name + "/lake/array/", "array");
        LakeTable.create(name, "elsewhere", "s3://" + name + "/lakes/", "action");
        LakeTable.create(name, "copy", "s3://" + name + "/lake", "action");

        // When
        List<Row> rows = rig.setup(all);

        // Then
        assertThat(rows).extracting(Row::status).containsOnly(Status.CREATED);
        assertThat(stub.violations()).isEmpty();
        assertThat(operations("Tag")).as("tagged as they were made").isEmpty();
        JsonNode table = asset("dataset").at("/PhysicalTableMap/lake/CustomSql");
        assertThat(table.path("DataSourceArn").asText()).isEqualTo(arn("datasource"));
        assertThat(table.path("SqlQuery").asText())
                .isEqualTo(("SELECT 'copy' AS lake_table, \"action\" FROM \"NAME\".\"copy\"\nUNION ALL\n"
                                + "SELECT 'events' AS lake_table, \"action\" FROM \"NAME\".\"events\"")
                        .replace("NAME", name));
        assertThat(asset("dataset").path("ImportMode").asText()).isEqualTo("DIRECT_QUERY");
        assertThat(asset("datasource")
                        .at("/DataSourceParameters/AthenaParameters/WorkGroup")
                        .asText())
                .isEqualTo("primary");
        JsonNode definition = asset("analysis").path("Definition");
        assertThat(definition.at("/DataSetIdentifierDeclarations/0/DataSetArn").asText())
                .isEqualTo(arn("dataset"));
        JsonNode wells = definition.at(
                "/Sheets/0/Visuals/0/BarChartVisual/ChartConfiguration/FieldWells" + "/BarChartAggregatedFieldWells");
        assertThat(wells.at("/Category/0/CategoricalDimensionField/Column/ColumnName")
                        .asText())
                .isEqualTo("action");
        assertThat(wells.at("/Values/0/CategoricalMeasureField/Column/ColumnName")
                        .asText())
                .isEqualTo("action");
        assertThat(wells.at("/Values/0/CategoricalMeasureField/AggregationFunction")
                        .asText())
                .isEqualTo("COUNT");
        assertThat(stub.assets().values()).hasSize(3).allSatisfy(asset -> {
            assertThat(asset.at("/Tags/0/Key").asText()).isEqualTo("caravan:deployment");
            assertThat(asset.at("/Tags/0/Value").asText()).isEqualTo(rig.name);
            assertThat(asset.at("/Permissions/0/Principal").asText()).isEqualTo(OWNER);
        });
    }

    @Test
    void itGoesBackwardsForGoodAndIsLookedForWithoutBeingAskedFor() {
        // Given
        made();

        // When
        List<Row> gone = rig.offering(source, data, chart).teardown();
        List<Row> again = rig.offering(source, data, chart).teardown();

        // Then
        assertThat(gone).extracting(Row::status).containsOnly(Status.DELETED);
        assertThat(gone).extracting(Row::resource).containsExactly(chart, data, source);
        assertThat(operations("Delete")).containsExactly("DeleteAnalysis", "DeleteDataSet", "DeleteDataSource");
        assertThat(stub.assets()).isEmpty();
        assertThat(again).isEmpty();
        assertThat(rig.leftovers().isNothing()).isTrue();
        assertThat(stub.violations()).isEmpty();
    }

    @Test
    void aDeploymentThatMadeNoneAsksQuickSightNothing() {
        rig.setup();
        assertThat(rig.offering(source, data, chart).teardown()).isEmpty();
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void theSameOfSomebodyElseStays() {
        // Given
        made();
        stub.assets().values().forEach(asset -> asset.withArray("Tags").removeAll());
        rig.ledger.forget(source.id());
        rig.ledger.forget(data.id());
        rig.ledger.forget(chart.id());

        // When / Then
        assertThat(rig.setup(all)).extracting(Row::status).containsOnly(Status.FOREIGN);
        assertThat(rig.teardown(all)).extracting(Row::status).containsOnly(Status.FOREIGN);
        assertThat(stub.assets()).hasSize(3);
    }

    @Test
    void aChangedSettingIsChangedAndWhatPeopleMadeOfTheAnalysisStays() {
        // Given
        made();
        asset("analysis").withObject("Definition").put("theirs", true);
        LakeTable.create(name, "later", "s3://" + name + "/lake/later/", "action");
        ChartSource other = new ChartSource(name, "reports", Optional.of(OWNER.replace("ann", "bob")));
        ChartData otherData = new ChartData(other, name, data.places(), "action");

        // When
        List<Row> rows = rig.setup(other, otherData, new Chart(otherData));

        // Then
        assertThat(rows).extracting(Row::status).containsOnly(Status.CHANGED);
        assertThat(rows.get(0).details())
                .satisfiesExactly(
                        group -> assertThat(group).isEqualTo("work group is primary, wanted reports"),
                        access -> assertThat(access)
                                .startsWith("access is none of arn:")
                                .contains("/bob"));
        assertThat(asset("dataset")
                        .at("/PhysicalTableMap/lake/CustomSql/SqlQuery")
                        .asText())
                .contains("\"later\"");
        assertThat(asset("analysis").at("/Definition/theirs").asBoolean()).isTrue();
        assertThat(rig.plan(other, otherData, new Chart(otherData)))
                .extracting(Row::status)
                .containsOnly(Status.UNCHANGED);
        assertThat(stub.violations()).isEmpty();
    }

    @Test
    void whatQuickSightCouldNotMakeIsToldAndMadeByTheNextRun() {
        // Given
        LakeTable.create(name, "events", "s3://" + name + "/lake/", "action");
        stub.failNext("CreateDataSource", "the work group is not there");
        stub.failNext("CreateAnalysis", "the data set cannot be read");

        // When
        List<Row> failed = rig.setup(all);
        List<Row> next = rig.setup(all);

        // Then
        assertThat(failed).extracting(Row::status).containsExactly(Status.FAILED, Status.CREATED, Status.FAILED);
        assertThat(failed.get(0).details())
                .containsExactly("QuickSight could not make the data source " + name
                        + ", CREATION_FAILED (ACCESS_DENIED: the work group is not there). Correct what it names, and run"
                        + " setup --quicksight again");
        assertThat(failed.get(2).details()).singleElement().asString().contains("the data set cannot be read");
        assertThat(next).extracting(Row::status).containsExactly(Status.CHANGED, Status.UNCHANGED, Status.CHANGED);
        assertThat(rig.plan(all)).extracting(Row::status).containsOnly(Status.UNCHANGED);
    }

    @Test
    void anAnalysisThatWasDeletedInTheConsoleComesBack() {
        made();
        asset("analysis").put("Status", "DELETED");

        assertThat(rig.setup(all))
                .extracting(Row::status)
                .containsExactly(Status.UNCHANGED, Status.UNCHANGED, Status.CHANGED);
        assertThat(operations("Restore")).containsExactly("RestoreAnalysis");
    }

    @Test
    void beforeTheFirstCrawlThereIsNothingToShowAndTheRowSaysWhatToDo() {
        Row row = rig.setup(source, data).get(1);

        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.details())
                .containsExactly("The data set " + name + " was not made: no table over s3://" + name
                        + "/lake/ with a column action is in the Glue database " + name
                        + ". Let the crawlers run over some data, and run setup --quicksight again");
        assertThat(operations("CreateDataSet")).isEmpty();
    }

    @Test
    void anAccountWithoutASubscriptionIsToldInOneSentenceWhatToDo() {
        // Given: what QuickSight says of it depends on the call and on how the account once was
        for (Refusal refusal : List.of(
                Refusal.of("UnsupportedUserEditionException", "Account is not signed up with QuickSight"),
                Refusal.of("ResourceNotFoundException", "Directory information is not found")
                        .about("ACCOUNT_SETTINGS"))) {
            stub.refuse("DescribeDataSource", refusal);
            assertThat(rig.plan(source).get(0).details())
                    .singleElement()
                    .asString()
                    .startsWith("Looking at the data source " + name + " was refused with " + refusal.code() + ": "
                            + refusal.message() + ". QuickSight needs a subscription");
        }
        stub.allow();
        stub.refuse("CreateDataSource", Refusal.of("ResourceNotFoundException", "Directory information is not found"));

        // When
        Row row = rig.setup(source).get(0);

        // Then
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.details()).singleElement().asString().contains("QuickSight needs a subscription");
        assertThat(rig.ledger.resources()).isEmpty();
    }

    @Test
    void aMissingPermissionAndARefusedValueAreToldAsSuch() {
        stub.refuse("CreateDataSource", Refusal.of("AccessDeniedException", "no"));
        assertThat(rig.setup(source).get(0).details())
                .singleElement()
                .asString()
                .startsWith("Making the data source " + name + " was refused with AccessDeniedException: no. Either")
                .contains("policy prints for the role set-up");

        stub.refuse("CreateDataSource", Refusal.of("InvalidParameterValueException", "no such principal"));
        assertThat(rig.setup(source).get(0).details())
                .singleElement()
                .asString()
                .contains("status 400 InvalidParameterValueException", "no such principal");
    }

    private void made() {
        LakeTable.create(name, "events", "s3://" + name + "/lake/", "action");
        assertThat(rig.setup(all)).extracting(Row::status).containsOnly(Status.CREATED);
    }

    private ObjectNode asset(String kind) {
        return stub.assets().get(arn(kind));
    }

    private String arn(String kind) {
        return stub.assets().keySet().stream()
                .filter(arn -> arn.endsWith(":" + kind + "/" + name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> operations(String prefix) {
        return stub.calls().stream()
                .map(QuickSightStub.Call::operation)
                .filter(operation -> operation.startsWith(prefix))
                .toList();
    }
}
