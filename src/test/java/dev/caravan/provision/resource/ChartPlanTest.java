package dev.caravan.provision.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.SettingsFile;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartPlanTest {

    private static final String PRINCIPAL = "setup.quicksight.principal";
    private static final String ANN = "arn:aws:quicksight:us-east-1:123456789012:user/default/ann";
    private static final List<Use> LAKES = List.of(
            new Use.WritesObjects("in", "lake", "clicks/", "none", "jsonl", "gzip"),
            new Use.WritesObjects("again", "lake", "clicks/", "none", "jsonl", "gzip"),
            new Use.WritesObjects("seed", "seed", "", "none", "json-array", "none"),
            new Use.WritesDeadLetters("in", "lake", "dead-letters/"));

    private final Settings shipped =
            Settings.empty().with(SettingsFile.read(Path.of("application.properties")), "application.properties");

    @Test
    void theChartIsMadeLastAndOnlyOnRequest() {
        // When
        Deployment deployment = deployment(Map.of(PRINCIPAL, ANN, "setup.deployment", "my.lake"));

        // Then
        ChartSource source = new ChartSource("my-lake", "primary", Optional.of(ANN));
        ChartData data = new ChartData(source, "caravan", List.of("s3://lake/clicks/", "s3://seed/"), "action");
        assertThat(deployment.resources()).noneMatch(OnRequest.class::isInstance);
        assertThat(deployment.withChart().resources())
                .startsWith(deployment.resources().toArray(Resource[]::new))
                .endsWith(source, data, new Chart(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ANN,
                "arn:aws:quicksight:eu-central-1:123456789012:group/default/analysts",
                "arn:aws:quicksight:us-east-1:123456789012:user/default/admin/ann@example.com"
            })
    void usersAndGroupsCanOwnIt(String principal) {
        assertThat(deployment(Map.of(PRINCIPAL, principal)).withChart().resources())
                .contains(new ChartSource("caravan", "primary", Optional.of(principal)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "arn:aws:iam::123456789012:user/ann",
                "arn:aws:quicksight:us-east-1:1234:user/default/ann",
                "arn:aws:quicksight:us-east-1:123456789012:user/ann"
            })
    void anybodyElseCannot(String principal) {
        assertThatThrownBy(() -> deployment(Map.of(PRINCIPAL, principal)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting " + PRINCIPAL + " = " + principal
                        + " (the test): expected arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME, or"
                        + " group/NAMESPACE/NAME");
    }

    @Test
    void withoutAnOwnerItCanBeRemovedButNotMade() {
        Deployment deployment = deployment(Map.of());

        assertThat(deployment.onRequest()).hasSize(3);
        assertThatThrownBy(deployment::withChart)
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("--quicksight needs the setting " + PRINCIPAL);
    }

    private Deployment deployment(Map<String, String> more) {
        return Deployment.of(LAKES, shipped.with(more, "the test"));
    }
}
