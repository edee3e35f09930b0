package dev.caravan.provision.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.LedgerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * What {@code setup} makes and no tag says: an entry before each creation, without an identity; after it the entry goes
 * when the tag is there, or gets the identity where there are no tags. So a run that is killed half-way leaves nothing
 * behind that nobody knows of, and what somebody else makes later under the same name is not taken for ours.
 */
public final class Ledger {

    private static final String IDENTITY = "identity";
    private static final String UNFINISHED = "unfinished";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String prefix;

    /** @param deployment whose entries these are; another's in the same table are neither seen nor touched */
    public Ledger(DynamoDbClient dynamoDb, String table, String deployment) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
        this.prefix = requireNonNull(deployment, "deployment") + "/";
    }

    /** Whether setup made it: the one with this identity, or one whose making it began and did not end. */
    public boolean names(String resource, String identity) {
        try {
            Map<String, AttributeValue> entry = dynamoDb.getItem(
                            get -> get.tableName(table).key(key(resource)).consistentRead(true))
                    .item();
            AttributeValue made = entry.get(IDENTITY);
            return made != null && (made.s().equals(UNFINISHED) || made.s().equals(identity));
        } catch (ResourceNotFoundException e) {
            // No ledger: nothing was ever made.
            return false;
        }
    }

    /** To be called before a creation. */
    public void begin(String resource) {
        put(resource, UNFINISHED);
    }

    /** Of a resource without tags, after its creation. */
    public void made(String resource, String identity) {
        put(resource, identity.isEmpty() ? UNFINISHED : identity);
    }

    /** Of a resource whose tag says now whose it is, or that is no more. */
    public void forget(String resource) {
        try {
            dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(resource)));
        } catch (ResourceNotFoundException e) {
            // No ledger, no entry.
            return;
        }
    }

    /** The resources of all its entries. */
    public List<String> resources() {
        return entries().stream()
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .toList();
    }

    /** All that stands in the table, also of other deployments that were given the same one. */
    public List<String> entries() {
        List<String> entries = new ArrayList<>();
        try {
            dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                    .map(item -> item.get(LedgerTable.KEY).s())
                    .sorted()
                    .forEach(entries::add);
        } catch (ResourceNotFoundException e) {
            // No ledger: nothing was ever made.
            return List.of();
        }
        return entries;
    }

    private void put(String resource, String identity) {
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        LedgerTable.KEY,
                        AttributeValue.fromS(prefix + resource),
                        IDENTITY,
                        AttributeValue.fromS(identity))));
    }

    private Map<String, AttributeValue> key(String resource) {
        return Map.of(LedgerTable.KEY, AttributeValue.fromS(prefix + resource));
    }
}
