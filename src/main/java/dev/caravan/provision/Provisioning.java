package dev.caravan.provision;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsClients;
import dev.caravan.provision.dynamodb.Ledger;
import dev.caravan.provision.kafka.KafkaAdmins;
import dev.caravan.provision.resource.Deployment;
import dev.caravan.provision.resource.OnRequest;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.resource.SetupSettings;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.TaggedResources;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One deployment's resources: looked at, made or deleted, one after the other, a row for each as it is done. Closing this
 * closes its Kafka clients; those of AWS stay their owner's.
 */
public final class Provisioning implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final Deployment deployment;
    private final KafkaAdmins kafka;
    private final Ledger ledger;
    private final Ownership ownership;
    private final Provisioners all;
    private final List<TaggedResources> tagged;

    /** @param clients stay open */
    public Provisioning(Deployment deployment, Settings settings, AwsClients clients) {
        SetupSettings setup = SetupSettings.from(settings);
        this.deployment = requireNonNull(deployment, "deployment");
        this.kafka = new KafkaAdmins(KafkaSettings.client(settings));
        this.ledger = new Ledger(clients.dynamoDb(), setup.ledgerTable(), deployment.name());
        this.ownership = new Ownership(ledger, deployment.name());
        this.all =
                new Provisioners(clients, kafka, new DeploymentTag(deployment.name()), new Patience(setup.timeout()));
        this.tagged =
                Stream.concat(all.tagged().stream(), Stream.of(ledgerEntries())).toList();
    }

    public Deployment deployment() {
        return deployment;
    }

    /** Changes nothing. */
    public List<Row> plan(Consumer<Row> done) {
        return each(deployment.resources(), new Plan(ownership)::row, done);
    }

    /** @param progress what begins now and may take a while, in words */
    public List<Row> setup(Consumer<String> progress, Consumer<Row> done) {
        return each(deployment.resources(), new Setup(ownership, progress)::row, done);
    }

    /** What {@link #teardown} would do. */
    public List<Row> previewTeardown(Consumer<Row> done) {
        return each(reversed(), new Teardown(ownership, ignored -> {})::preview, done);
    }

    /** @param progress what begins now and may take a while, in words */
    public List<Row> teardown(Consumer<String> progress, Consumer<Row> done) {
        return each(reversed(), new Teardown(ownership, progress)::delete, done);
    }

    /** All with the deployment's tag or in its ledger, whether the routes name it or not. */
    public Leftovers leftovers() {
        return Leftovers.in(tagged);
    }

    private TaggedResources ledgerEntries() {
        return new TaggedResources() {
            @Override
            public String place() {
                return "ledger of the set-up";
            }

            @Override
            public List<String> find() {
                return ledger.resources().stream()
                        .map(id -> id.replaceFirst("/", " ") + " (in the ledger)")
                        .toList();
            }
        };
    }

    private List<Resource> reversed() {
        List<Resource> reversed = new ArrayList<>(deployment.resources());
        madeOnRequest().stream()
                .filter(resource -> !reversed.contains(resource))
                .forEach(reversed::add);
        Collections.reverse(reversed);
        return reversed;
    }

    private List<OnRequest> madeOnRequest() {
        try {
            List<String> remembered = ledger.resources();
            return deployment.onRequest().stream()
                    .filter(resource -> remembered.contains(resource.id()))
                    .toList();
        } catch (SdkException e) {
            // Told by the ledger's own row, and again by what is left: the ledger stays, and with it what it says.
            LOG.debug("The ledger could not be read", e);
            return List.of();
        }
    }

    private List<Row> each(List<Resource> resources, Function<Provisioner, Row> work, Consumer<Row> done) {
        List<Row> rows = new ArrayList<>();
        for (Resource resource : resources) {
            Row row = work.apply(all.of(resource));
            rows.add(row);
            done.accept(row);
        }
        return rows;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
