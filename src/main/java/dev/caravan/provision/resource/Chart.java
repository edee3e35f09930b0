package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

/**
 * QuickSight's analysis: a bar chart, one bar for each value of the column.
 *
 * @param data whose name it shares
 */
public record Chart(ChartData data) implements OnRequest {

    public Chart {
        requireNonNull(data, "data");
    }

    @Override
    public String kind() {
        return "analysis";
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public String wanted() {
        return "QuickSight's, a bar chart: records by " + data.column();
    }
}
