package dev.caravan.provision;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.provision.dynamodb.Ledger;
import dev.caravan.provision.kafka.KafkaAdmins;
import dev.caravan.provision.resource.Deployment;
import dev.caravan.provision.resource.LedgerTable;
import dev.caravan.provision.resource.OnRequest;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One deployment of a name of its own on the shared services. */
final class DeploymentRig implements AutoCloseable {

    final String name = SharedServices.uniqueName("deployment");
    final Ledger ledger;
    final AwsClients clients;

    private final KafkaAdmins kafka = new KafkaAdmins(Map.of());
    private Map<String, String> settings = Map.of();
    private List<OnRequest> offered = List.of();

    DeploymentRig() {
        this(Map.of());
    }

    /** @param others endpoints instead of those of the shared services */
    DeploymentRig(Map<AwsService, URI> others) {
        Map<AwsService, URI> endpoints = new EnumMap<>(Map.of(
                AwsService.KINESIS, SharedServices.kinesis().endpoint(),
                AwsService.DYNAMODB, SharedServices.dynamoDb().endpoint(),
                AwsService.S3, SharedServices.s3().endpoint(),
                AwsService.GLUE, SharedServices.glue().endpoint(),
                AwsService.ATHENA, SharedServices.athena().endpoint()));
        endpoints.putAll(others);
        clients = new AwsClients(new AwsAccess(SharedServices.REGION, endpoints, SharedServices.credentialsProvider()));
        ledger = new Ledger(clients.dynamoDb(), name + "-setup", name);
    }

    DeploymentRig with(Map<String, String> more) {
        settings = more;
        return this;
    }

    /** What is made on request, and is not asked for. */
    DeploymentRig offering(OnRequest... resources) {
        offered = List.of(resources);
        return this;
    }

    /** What a run of setup says of these, the ledger left out. */
    List<Row> setup(Resource... resources) {
        return setup(List.of(resources), progress -> {});
    }

    List<Row> setup(List<Resource> resources, Consumer<String> progress) {
        try (Provisioning provisioning = of(resources)) {
            return withoutLedger(provisioning.setup(progress, row -> {}));
        }
    }

    List<Row> plan(Resource... resources) {
        try (Provisioning provisioning = of(List.of(resources))) {
            return withoutLedger(provisioning.plan(row -> {}));
        }
    }

    List<Row> preview(Resource... resources) {
        try (Provisioning provisioning = of(List.of(resources))) {
            return withoutLedger(provisioning.previewTeardown(row -> {}));
        }
    }

    List<Row> teardown(Resource... resources) {
        try (Provisioning provisioning = of(List.of(resources))) {
            return withoutLedger(provisioning.teardown(progress -> {}, row -> {}));
        }
    }

    Leftovers leftovers() {
        try (Provisioning provisioning = of(List.of())) {
            return provisioning.leftovers();
        }
    }

    Provisioner provisioner(Resource resource) {
        return new Provisioners(clients, kafka, new DeploymentTag(name), new Patience(Duration.ofSeconds(60)))
                .of(resource);
    }

    LedgerTable ledgerTable() {
        return new LedgerTable(name + "-setup");
    }

    private Provisioning of(List<Resource> resources) {
        List<Resource> all = new ArrayList<>(List.of(ledgerTable()));
        all.addAll(resources);
        return new Provisioning(
                new Deployment(name, all, offered, List.of()),
                Settings.empty()
                        .with(Map.of("setup.deployment", name), "the test")
                        .with(settings, "the test"),
                clients);
    }

    private static List<Row> withoutLedger(List<Row> rows) {
        return rows.stream()
                .filter(row -> !(row.resource() instanceof LedgerTable))
                .toList();
    }

    @Override
    public void close() {
        kafka.close();
        clients.close();
    }
}
