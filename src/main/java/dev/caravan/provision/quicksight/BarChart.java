package dev.caravan.provision.quicksight;

import dev.caravan.provision.resource.ChartData;
import software.amazon.awssdk.services.quicksight.model.AnalysisDefinition;
import software.amazon.awssdk.services.quicksight.model.BarChartAggregatedFieldWells;
import software.amazon.awssdk.services.quicksight.model.BarChartConfiguration;
import software.amazon.awssdk.services.quicksight.model.BarChartOrientation;
import software.amazon.awssdk.services.quicksight.model.BarChartVisual;
import software.amazon.awssdk.services.quicksight.model.BarsArrangement;
import software.amazon.awssdk.services.quicksight.model.CategoricalAggregationFunction;
import software.amazon.awssdk.services.quicksight.model.ColumnIdentifier;
import software.amazon.awssdk.services.quicksight.model.DimensionField;
import software.amazon.awssdk.services.quicksight.model.MeasureField;
import software.amazon.awssdk.services.quicksight.model.SheetContentType;
import software.amazon.awssdk.services.quicksight.model.SortDirection;

/** One sheet with one bar chart: how many records there are of each value, the most frequent first, by table. */
final class BarChart {

    private static final String DATA = "lake";
    private static final String COUNT = "count";

    private BarChart() {}

    static AnalysisDefinition of(ChartData data, String dataSetArn) {
        BarChartVisual visual = BarChartVisual.builder()
                .visualId("records-by-value")
                .title(title -> title.formatText(text -> text.plainText("Records by " + data.column())))
                .chartConfiguration(configuration(data.column()))
                .build();
        return AnalysisDefinition.builder()
                .dataSetIdentifierDeclarations(
                        declaration -> declaration.identifier(DATA).dataSetArn(dataSetArn))
                .sheets(sheet -> sheet.sheetId("records")
                        .name("Records")
                        .contentType(SheetContentType.INTERACTIVE)
                        .visuals(shown -> shown.barChartVisual(visual)))
                .build();
    }

    private static BarChartConfiguration configuration(String column) {
        BarChartAggregatedFieldWells fields = BarChartAggregatedFieldWells.builder()
                .category(dimension(column))
                .values(MeasureField.builder()
                        .categoricalMeasureField(measure -> measure.fieldId(COUNT)
                                .column(identifier(column))
                                .aggregationFunction(CategoricalAggregationFunction.COUNT))
                        .build())
                .colors(dimension(CountStatement.TABLE))
                .build();
        return BarChartConfiguration.builder()
                .fieldWells(wells -> wells.barChartAggregatedFieldWells(fields))
                .sortConfiguration(sort -> sort.categorySort(
                        order -> order.fieldSort(field -> field.fieldId(COUNT).direction(SortDirection.DESC))))
                .orientation(BarChartOrientation.VERTICAL)
                .barsArrangement(BarsArrangement.CLUSTERED)
                .build();
    }

    private static DimensionField dimension(String column) {
        return DimensionField.builder()
                .categoricalDimensionField(
                        field -> field.fieldId("by-" + column).column(identifier(column)))
                .build();
    }

    private static ColumnIdentifier identifier(String column) {
        return ColumnIdentifier.builder()
                .dataSetIdentifier(DATA)
                .columnName(column)
                .build();
    }
}
