package dev.caravan.local.athena.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.check.Checks;
import dev.caravan.check.Explanation;
import dev.caravan.check.Load;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The statements that {@code check --explain} prints for the shipped routes are taken by Athena's grammar. */
@Timeout(120)
class ExplainedTableTest {

    @Test
    void theStatementsOfTheShippedRoutesAreTaken() {
        // Given
        Settings settings =
                Settings.empty().with(SettingsFile.read(Path.of("application.properties")), "application.properties");
        try (AwsClients clients =
                new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()))) {

            // When
            List<String> statements = Checks.report(
                            settings, Path.of("routes"), clients, Optional.of(new Load(100, 500, 1)))
                    .explanations()
                    .stream()
                    .flatMap(route -> route.lakes().stream())
                    .map(Explanation.Lake::table)
                    .flatMap(Optional::stream)
                    .toList();

            // Then
            assertThat(statements).singleElement().satisfies(statement -> assertThat(DdlParser.parse(statement))
                    .get()
                    .isInstanceOfSatisfying(Ddl.CreateTable.class, table -> {
                        assertThat(table.toString()).contains("user_activity", "processed_at", "dt", "hour");
                    }));
        }
    }
}
