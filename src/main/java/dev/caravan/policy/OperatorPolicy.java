package dev.caravan.policy;

import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.reconcile.Place;
import java.util.List;
import java.util.stream.Stream;

/** What people need who look at what was delivered and send dead letters back. */
final class OperatorPolicy {

    private final PolicySettings settings;
    private final Inventory inventory;

    OperatorPolicy(PolicySettings settings, Inventory inventory) {
        this.settings = settings;
        this.inventory = inventory;
    }

    Stream<Statement> statements() {
        List<Place> read = Stream.concat(
                        Stream.concat(inventory.lakes().stream(), inventory.deadLetters().stream()),
                        Stream.concat(settings.deadLetters().map(OperatorPolicy::letters).stream(), ledger()))
                .distinct()
                .toList();
        return Stream.of(
                        ObjectGrants.objects("ReadObjects", List.of("s3:GetObject"), read),
                        ObjectGrants.listing("ListObjects", read),
                        ObjectGrants.objects("WriteLedger", List.of("s3:PutObject"), ledger().toList()),
                        named(
                                "SendToStreams",
                                "kinesis:PutRecords",
                                inventory.streams().stream()
                                        .map(settings.arns()::stream)
                                        .toList()),
                        named(
                                "ReadItems",
                                "dynamodb:Scan",
                                inventory.tables().stream()
                                        .map(table -> settings.arns().table(table.table()))
                                        .toList()),
                        kafka(),
                        QueryGrants.of(settings, inventory),
                        ReportGrants.of(settings, inventory),
                        new KeyGrants(settings).readingAndWriting("kinesis", "dynamodb", "s3"))
                .flatMap(each -> each);
    }

    private Stream<Statement> kafka() {
        if (inventory.topicsRead().isEmpty()) {
            return Stream.of();
        }
        KafkaGrants kafka = new KafkaGrants(settings);
        return Stream.concat(kafka.connecting(), kafka.writingWithoutTransactions(inventory.topicsRead()));
    }

    private Stream<Place> ledger() {
        return settings.deadLetters().map(letters -> new Place(letters.bucket(), letters.ledger())).stream();
    }

    private static Place letters(DeadLetterSettings letters) {
        return new Place(letters.bucket(), letters.prefix());
    }

    private static Stream<Statement> named(String sid, String action, List<String> resources) {
        return resources.isEmpty() ? Stream.of() : Stream.of(Statement.allow(sid, List.of(action), resources));
    }
}
