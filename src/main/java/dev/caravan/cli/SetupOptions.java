package dev.caravan.cli;

import dev.caravan.provision.resource.Deployment;
import picocli.CommandLine.Option;

/** Of the commands that make a deployment, or say what would be made. */
final class SetupOptions extends DeploymentOptions {

    @Option(
            names = "--quicksight",
            description = "Also the chart in QuickSight: data source, data set and an analysis that counts the lake's"
                    + " records by action. Needs a subscription and the setting setup.quicksight.principal. teardown"
                    + " removes it unasked.")
    private boolean quickSight;

    @Override
    Deployment wanted(Deployment deployment) {
        return quickSight ? deployment.withChart() : deployment;
    }
}
