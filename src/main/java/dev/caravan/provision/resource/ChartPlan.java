package dev.caravan.provision.resource;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The chart of what routes write to the lake, in the order in which its parts are made. */
final class ChartPlan {

    private static final String PRINCIPAL = "setup.quicksight.principal";
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:quicksight:[a-z0-9-]+:\\d{12}:(user|group)/[^/]+/.+");

    private final List<Use> uses;
    private final Settings settings;
    private final String deployment;

    ChartPlan(List<Use> uses, Settings settings, String deployment) {
        this.uses = uses;
        this.settings = settings;
        this.deployment = deployment;
    }

    List<OnRequest> resources() {
        ChartSource source = new ChartSource(
                ChartSource.nameOf(deployment),
                settings.find("athena.work-group").orElse(WorkGroup.PRIMARY),
                principal());
        ChartData data = new ChartData(
                source,
                settings.find("glue.database").orElse("default"),
                places(),
                settings.find("setup.quicksight.column").orElse("action"));
        return List.of(source, data, new Chart(data));
    }

    private List<String> places() {
        return uses.stream()
                .filter(Use.WritesObjects.class::isInstance)
                .map(Use.WritesObjects.class::cast)
                .map(lake -> "s3://" + lake.bucket() + "/" + lake.prefix())
                .distinct()
                .toList();
    }

    private Optional<String> principal() {
        return settings.find(PRINCIPAL).map(arn -> {
            if (!ARN.matcher(arn).matches()) {
                throw new SettingsException("Setting " + PRINCIPAL + " = " + arn + " (" + settings.origin(PRINCIPAL)
                        + "): expected arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME, or group/NAMESPACE/NAME");
            }
            return arn;
        });
    }

    /** @throws SettingsException if nobody would own the chart, or there would be nothing in it */
    static void require(List<OnRequest> resources) {
        resources.forEach(resource -> {
            if (resource instanceof ChartSource source && source.principal().isEmpty()) {
                throw new SettingsException("--quicksight needs the setting " + PRINCIPAL
                        + ", the ARN of the user or group of QuickSight that is to own the chart: aws quicksight"
                        + " list-users --aws-account-id ACCOUNT --namespace default --region REGION prints all");
            }
            if (resource instanceof ChartData data && data.places().isEmpty()) {
                throw new SettingsException("--quicksight shows what is in the lake, and no route has a lake: step");
            }
        });
    }
}
