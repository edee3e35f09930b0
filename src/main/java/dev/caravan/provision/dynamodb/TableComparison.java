package dev.caravan.provision.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.ItemTable;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** A table beside what it is to be. */
final class TableComparison {

    private static final String NONE = "none";

    private final DynamoDbClient dynamoDb;
    private final String name;
    private final CreateTableRequest wanted;
    private final Optional<ItemTable> items;
    private final Runnable awaitActive;

    /**
     * @param wanted key and billing
     * @param items what else is wanted of a table that routes write to
     * @param awaitActive waits until a change is done
     */
    TableComparison(
            DynamoDbClient dynamoDb, CreateTableRequest wanted, Optional<ItemTable> items, Runnable awaitActive) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.name = wanted.tableName();
        this.wanted = wanted;
        this.items = requireNonNull(items, "items");
        this.awaitActive = requireNonNull(awaitActive, "awaitActive");
    }

    void compare(TableDescription is, Comparison comparison) {
        comparison.setting("key", () -> key(is)).setting("billing", () -> billing(is));
        items.ifPresent(table -> comparison
                .setting("stream of changes", () -> stream(is.streamSpecification(), table))
                .setting("time to live", () -> timeToLive(table))
                .setting("point-in-time recovery", () -> pointInTimeRecovery(table)));
    }

    private Optional<Change> key(TableDescription is) {
        String found = text(is.keySchema());
        String asked = text(wanted.keySchema());
        return found.equals(asked)
                ? Optional.empty()
                : Optional.of(Change.impossible(
                        "key is " + found + ", wanted " + asked,
                        items.isPresent() ? "set dynamodb.key, or name another table" : "name another table"));
    }

    private static String text(List<KeySchemaElement> key) {
        return key.stream().map(KeySchemaElement::attributeName).collect(Collectors.joining(", "));
    }

    private Optional<Change> billing(TableDescription is) {
        // Tables that never left it have no summary.
        BillingMode mode = is.billingModeSummary() == null
                ? BillingMode.PROVISIONED
                : is.billingModeSummary().billingMode();
        return Change.unlessEqual("billing", mode, BillingMode.PAY_PER_REQUEST, () -> {
            dynamoDb.updateTable(update -> update.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST));
            awaitActive.run();
        });
    }

    private Optional<Change> stream(StreamSpecification is, ItemTable table) {
        String found = is == null || !is.streamEnabled() ? NONE : is.streamViewTypeAsString();
        String asked = table.stream().orElse(NONE);
        if (!found.equals(NONE) && !asked.equals(NONE) && !found.equals(asked)) {
            return Optional.of(Change.impossible(
                    "stream of changes is " + found + ", wanted " + asked,
                    "turn it off first (setup.table.stream=none)"));
        }
        return Change.unlessEqual("stream of changes", found, asked, () -> {
            dynamoDb.updateTable(update -> update.tableName(name).streamSpecification(stream -> {
                stream.streamEnabled(!asked.equals(NONE));
                table.stream().ifPresent(stream::streamViewType);
            }));
            awaitActive.run();
        });
    }

    private Optional<Change> timeToLive(ItemTable table) {
        TimeToLiveDescription is = dynamoDb.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription();
        boolean on =
                is.timeToLiveStatus() == TimeToLiveStatus.ENABLED || is.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        String found = on ? is.attributeName() : NONE;
        String asked = table.ttl().orElse(NONE);
        if (on && !asked.equals(NONE) && !found.equals(asked)) {
            return Optional.of(Change.impossible(
                    "time to live is by " + found + ", wanted " + asked,
                    "turn it off first, which DynamoDB allows once an hour"));
        }
        return Change.unlessEqual(
                "time to live",
                found,
                asked,
                () -> dynamoDb.updateTimeToLive(update -> update.tableName(name)
                        .timeToLiveSpecification(live ->
                                live.enabled(!asked.equals(NONE)).attributeName(asked.equals(NONE) ? found : asked))));
    }

    private Optional<Change> pointInTimeRecovery(ItemTable table) {
        boolean on = dynamoDb.describeContinuousBackups(describe -> describe.tableName(name))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED;
        return Change.unlessEqual(
                "point-in-time recovery",
                on,
                table.pointInTimeRecovery(),
                () -> dynamoDb.updateContinuousBackups(update -> update.tableName(name)
                        .pointInTimeRecoverySpecification(
                                recovery -> recovery.pointInTimeRecoveryEnabled(table.pointInTimeRecovery()))));
    }
}
