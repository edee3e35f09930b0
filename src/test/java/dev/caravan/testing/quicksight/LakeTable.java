package dev.caravan.testing.quicksight;

import dev.caravan.testing.SharedServices;
import java.util.List;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;

/** Tables in the shared Glue, as a crawler leaves them. */
public final class LakeTable {

    private LakeTable() {}

    /** @param location {@code s3://BUCKET/PREFIX/} */
    public static void create(String database, String name, String location, String... columns) {
        List<Column> texts = List.of(columns).stream()
                .map(column -> Column.builder().name(column).type("string").build())
                .toList();
        try {
            SharedServices.glueClient().createDatabase(create -> create.databaseInput(input -> input.name(database)));
        } catch (AlreadyExistsException e) {
            // By an earlier table of it.
        }
        SharedServices.glueClient()
                .createTable(create -> create.databaseName(database).tableInput(table -> table.name(name)
                        .storageDescriptor(stored -> stored.location(location).columns(texts))));
    }
}
