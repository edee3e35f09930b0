package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.provision.Provisioning;
import dev.caravan.provision.resource.Deployment;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Of the commands that look at, make or delete the deployment that routes and settings describe. */
class DeploymentOptions {

    /** What a command does with the deployment; returns the exit code. */
    interface Work {
        int on(Provisioning deployment) throws Exception;
    }

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Option(names = "--json", description = "Print a JSON object instead of lines.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** @throws dev.caravan.settings.SettingsException for settings or routes that cannot be used */
    final int with(Work work) throws Exception {
        Settings settings = settingsOptions.loadFor(routesOptions);
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            Deployment deployment = wanted(Deployment.of(routesOptions.uses(settings, clients), settings));
            try (Provisioning provisioning = new Provisioning(deployment, settings, clients)) {
                return work.on(provisioning);
            }
        }
    }

    /** What of it the command is about. */
    Deployment wanted(Deployment deployment) {
        return deployment;
    }
}
