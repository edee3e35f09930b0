package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.provision.Provisioning;
import dev.caravan.provision.resource.Deployment;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;

/** The deployment that routes and settings describe, for the commands that look at it, make it and delete it. */
final class Deployments {

    /** What a command does with it; returns the exit code. */
    interface Work {
        int on(Provisioning deployment) throws Exception;
    }

    private Deployments() {}

    static int with(SettingsOptions settingsOptions, RoutesOptions routesOptions, Work work) throws Exception {
        Settings settings = settingsOptions.loadFor(routesOptions);
        try (AwsClients clients = new AwsClients(AwsSettings.from(settings))) {
            Deployment deployment = Deployment.of(routesOptions.uses(settings, clients), settings);
            try (Provisioning provisioning = new Provisioning(deployment, settings, clients)) {
                return work.on(provisioning);
            }
        }
    }
}
