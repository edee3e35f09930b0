package dev.caravan.cli;

import dev.caravan.generate.verify.VerifyTargets;
import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import dev.caravan.generate.verify.VerifyTargets.DeadLetterPlace;
import dev.caravan.generate.verify.VerifyTargets.ItemTable;
import dev.caravan.generate.verify.VerifyTargets.LakeTable;
import dev.caravan.generate.verify.VerifyTargets.SeedTable;
import dev.caravan.report.AthenaSettings;
import dev.caravan.settings.Settings;
import java.util.Locale;
import java.util.Optional;

/** Where the shipped routes put what they read. */
public final class ShippedPlaces {

    private ShippedPlaces() {}

    public static VerifyTargets of(Settings settings) {
        AthenaSettings athena = AthenaSettings.from(settings);
        return new VerifyTargets(
                new AthenaAccess(athena.database(), athena.output(), athena.workGroup(), athena.timeout()),
                Optional.of(lake(settings, Optional.of("kinesis-to-s3"), "lake.kinesis-prefix")),
                Optional.of(new ItemTable("kafka-to-dynamodb", settings.get("dynamodb.table"))),
                Optional.of(lake(settings, Optional.empty(), "lake.replica-prefix")),
                Optional.of(new SeedTable("kinesis-to-seed-layout", table(settings.get("seed.bucket")))),
                Optional.of(
                        new DeadLetterPlace(settings.get("dead-letters.bucket"), settings.get("dead-letters.prefix"))));
    }

    private static LakeTable lake(Settings settings, Optional<String> route, String prefixKey) {
        String prefix = settings.get(prefixKey);
        return new LakeTable(route, table(prefix), settings.get("lake.bucket"), prefix);
    }

    /** A crawler names a table after its last folder, or its bucket. */
    private static String table(String location) {
        String folders = location.replaceFirst("/+$", "");
        return folders.substring(folders.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
    }
}
