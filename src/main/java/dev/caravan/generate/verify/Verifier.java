package dev.caravan.generate.verify;

import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.truth.Totals;
import dev.caravan.generate.truth.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Compares what arrived with the truth about what was sent. */
public final class Verifier {
    private static final String KINESIS_LAKE = "Kinesis -> S3";
    private static final String KAFKA_LAKE = "Kafka -> topic 2 -> S3";

    private final AthenaClient athena;
    private final DynamoDbClient dynamoDb;
    private final S3Client s3;

    /** The clients stay open. */
    public Verifier(AthenaClient athena, DynamoDbClient dynamoDb, S3Client s3) {
        this.athena = athena;
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
    }

    /**
     * Makes every check for which the truth has records and the targets a place. A check that cannot be made has failed
     * and says why; nothing is thrown for it.
     */
    public List<Check> verify(Truth truth, VerifyTargets targets) {
        Totals kinesis = truth.totals(TargetKind.KINESIS);
        Totals kafka = truth.totals(TargetKind.KAFKA);
        AthenaQueries queries = new AthenaQueries(athena, targets.athena());
        StoredObjects objects = new StoredObjects(s3);
        SeedChecks seeds = new SeedChecks(queries);
        List<Check> checks = new ArrayList<>();
        if (!kinesis.isEmpty()) {
            targets.kinesisLake().ifPresent(lake -> {
                LakeChecks lakeChecks = new LakeChecks(queries, KINESIS_LAKE, lake, kinesis);
                checks.add(made(KINESIS_LAKE + ": good records, Athena count", lakeChecks::count));
                if (kinesis.idColumn().isPresent()) {
                    checks.add(made(KINESIS_LAKE + ": distinct ids", lakeChecks::distinctIds));
                }
                if (kinesis.groupColumn().isPresent()) {
                    checks.add(made(KINESIS_LAKE + ": per group", lakeChecks::perGroup));
                }
            });
        }
        if (!kafka.isEmpty() && kafka.idColumn().isPresent()) {
            String items = "Kafka -> DynamoDB: items";
            targets.items()
                    .ifPresent(table ->
                            checks.add(made(items, () -> new ItemCheck(dynamoDb, table.table(), kafka).run(items))));
            targets.kafkaLake()
                    .ifPresent(lake -> checks.add(made(
                            KAFKA_LAKE + ": Athena count, distinct",
                            new LakeChecks(queries, KAFKA_LAKE, lake, kafka)::countAndDistinctIds)));
        }
        targets.deadLetters().ifPresent(place -> {
            String name = "dead letters, per reason";
            checks.add(made(name, () -> deadLetters(targets, kinesis, kafka).run(name, objects, place)));
        });
        if (!kinesis.isEmpty() && kinesis.groupColumn().isPresent()) {
            String name = "the first seed's own query on its own layout";
            targets.seedLayout()
                    .ifPresent(seed -> checks.add(made(name, () -> seeds.ownQuery(name, seed.table(), kinesis))));
        }
        if (!kafka.isEmpty() && kafka.groupColumn().isPresent()) {
            String name = "the second seed's query, a condition on one "
                    + kafka.groupColumn().get();
            targets.kafkaLake()
                    .ifPresent(lake -> checks.add(made(name, () -> seeds.condition(name, lake.table(), kafka))));
        }
        String placement = "records misplaced among dt=/hour= partitions";
        checks.add(made(placement, () -> placement(placement, targets, objects, kinesis, kafka)));
        return checks;
    }

    private static DeadLetterCheck deadLetters(VerifyTargets targets, Totals kinesis, Totals kafka) {
        DeadLetterCheck check = new DeadLetterCheck();
        targets.kinesisLake()
                .flatMap(VerifyTargets.LakeTable::route)
                .ifPresent(route -> check.expectValidated(route, kinesis));
        targets.items().ifPresent(items -> check.expectValidated(items.route(), kafka));
        targets.seedLayout().ifPresent(seed -> check.expectUnvalidated(seed.route(), kinesis));
        return check;
    }

    private static Check placement(
            String name, VerifyTargets targets, StoredObjects objects, Totals kinesis, Totals kafka) {
        PlacementCheck check = new PlacementCheck(objects);
        if (kinesis.timeColumn().isPresent()) {
            targets.kinesisLake().ifPresent(lake -> check.read(KINESIS_LAKE, lake, kinesis));
        }
        if (kafka.timeColumn().isPresent()) {
            targets.kafkaLake().ifPresent(lake -> check.read(KAFKA_LAKE, lake, kafka));
        }
        return check.result(name);
    }

    private static Check made(String name, Supplier<Check> check) {
        try {
            return check.get();
        } catch (SdkException | VerificationException | NumberFormatException failed) {
            return new Check(name, "", "error", false, failed.getMessage());
        }
    }
}
