package dev.caravan.provision.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;

/**
 * The account that ARNs need, read off what is there: it is asked of no service of its own, which stand-ins for AWS do
 * not have. Unknown in an account without a table and a database; then nothing was made in it.
 */
public final class Account {

    private final DynamoDbClient dynamoDb;
    private final GlueClient glue;
    private Optional<String> id = Optional.empty();

    public Account(DynamoDbClient dynamoDb, GlueClient glue) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.glue = requireNonNull(glue, "glue");
    }

    /** Asks until it is known, then never again. */
    public Optional<String> id() {
        if (id.isEmpty()) {
            id = fromDatabase().or(this::fromTable);
        }
        return id;
    }

    /** @param resource the last part, for example {@code workgroup/reports} */
    public Optional<String> arn(String service, String resource) {
        Region region = glue.serviceClientConfiguration().region();
        return id().map(account -> "arn:" + region.metadata().partition().id() + ":" + service + ":" + region.id() + ":"
                + account + ":" + resource);
    }

    private Optional<String> fromTable() {
        return dynamoDb.listTables(list -> list.limit(1)).tableNames().stream()
                .findFirst()
                .map(table -> dynamoDb.describeTable(describe -> describe.tableName(table))
                        .table()
                        .tableArn())
                .flatMap(arn -> Arn.fromString(arn).accountId());
    }

    private Optional<String> fromDatabase() {
        return glue.getDatabases(list -> list.maxResults(1)).databaseList().stream()
                .findFirst()
                .map(Database::catalogId);
    }
}
