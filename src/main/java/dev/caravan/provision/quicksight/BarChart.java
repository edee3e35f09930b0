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
import software.amazon.awssdk.services.quicksight.model.DataSetIdentifierDeclaration;
import software.amazon.awssdk.services.quicksight.model.DimensionField;
import software.amazon.awssdk.services.quicksight.model.FieldSortOptions;
import software.amazon.awssdk.services.quicksight.model.MeasureField;
import software.amazon.awssdk.services.quicksight.model.SheetContentType;
import software.amazon.awssdk.services.quicksight.model.SheetDefinition;
import software.amazon.awssdk.services.quicksight.model.SortDirection;
import software.amazon.awssdk.services.quicksight.model.Visual;

/** One sheet with one bar chart: how many records there are of each value, the most frequent first, by table. */
final class BarChart {

    private static final String DATA = "lake";
    private static final String COUNT = "count";

    private BarChart() {}

    static AnalysisDefinition of(ChartData data, String dataSetArn) {
        BarChartVisual bars = BarChartVisual.builder()
                .visualId("records-by-value")
                .title(title -> title.formatText(text -> text.plainText("Records by " + data.column())))
                .chartConfiguration(configuration(data.column()))
                .build();
        SheetDefinition sheet = SheetDefinition.builder()
                .sheetId("records")
                .name("Records")
                .contentType(SheetContentType.INTERACTIVE)
                .visuals(Visual.builder().barChartVisual(bars).build())
                .build();
        DataSetIdentifierDeclaration declaration = DataSetIdentifierDeclaration.builder()
                .identifier(DATA)
                .dataSetArn(dataSetArn)
                .build();
        return AnalysisDefinition.builder()
                .dataSetIdentifierDeclarations(declaration)
                .sheets(sheet)
                .build();
    }

    private static BarChartConfiguration configuration(String column) {
        MeasureField count = MeasureField.builder()
                .categoricalMeasureField(measure -> measure.fieldId(COUNT)
                        .column(identifier(column))
                        .aggregationFunction(CategoricalAggregationFunction.COUNT))
                .build();
        BarChartAggregatedFieldWells fields = BarChartAggregatedFieldWells.builder()
                .category(dimension(column))
                .values(count)
                .colors(dimension(CountStatement.TABLE))
                .build();
        FieldSortOptions mostFirst = FieldSortOptions.builder()
                .fieldSort(field -> field.fieldId(COUNT).direction(SortDirection.DESC))
                .build();
        return BarChartConfiguration.builder()
                .fieldWells(wells -> wells.barChartAggregatedFieldWells(fields))
                .sortConfiguration(sort -> sort.categorySort(mostFirst))
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
