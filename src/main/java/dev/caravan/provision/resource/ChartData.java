package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * QuickSight's data set: one column of all tables that crawlers made of the lake.
 *
 * @param source whose name it shares
 * @param database of the tables
 * @param places {@code s3://BUCKET/PREFIX} that routes write their lakes to
 * @param column whose values are counted
 */
public record ChartData(ChartSource source, String database, List<String> places, String column) implements OnRequest {

    public ChartData {
        requireNonNull(source, "source");
        requireNonNull(database, "database");
        places = List.copyOf(places);
        requireNonNull(column, "column");
    }

    @Override
    public String kind() {
        return "data set";
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String wanted() {
        return "QuickSight's, " + column + " of the lake's tables in the database " + database;
    }
}
