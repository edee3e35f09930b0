package dev.caravan.provision;

import dev.caravan.aws.AwsClients;
import dev.caravan.provision.catalog.Account;
import dev.caravan.provision.catalog.CrawlerProvisioner;
import dev.caravan.provision.catalog.DatabaseProvisioner;
import dev.caravan.provision.catalog.TaggedCatalog;
import dev.caravan.provision.catalog.TaggedWorkGroups;
import dev.caravan.provision.catalog.WorkGroupProvisioner;
import dev.caravan.provision.dynamodb.TableProvisioner;
import dev.caravan.provision.dynamodb.TaggedTables;
import dev.caravan.provision.kafka.KafkaAdmins;
import dev.caravan.provision.kafka.TopicProvisioner;
import dev.caravan.provision.kinesis.StreamProvisioner;
import dev.caravan.provision.kinesis.TaggedStreams;
import dev.caravan.provision.quicksight.AnalysisProvisioner;
import dev.caravan.provision.quicksight.DataProvisioner;
import dev.caravan.provision.quicksight.LakeTables;
import dev.caravan.provision.quicksight.QuickSight;
import dev.caravan.provision.quicksight.SourceProvisioner;
import dev.caravan.provision.resource.Bucket;
import dev.caravan.provision.resource.Chart;
import dev.caravan.provision.resource.ChartData;
import dev.caravan.provision.resource.ChartSource;
import dev.caravan.provision.resource.GlueCrawler;
import dev.caravan.provision.resource.GlueDatabase;
import dev.caravan.provision.resource.ItemTable;
import dev.caravan.provision.resource.KafkaTopic;
import dev.caravan.provision.resource.KinesisStream;
import dev.caravan.provision.resource.LeaseTable;
import dev.caravan.provision.resource.LedgerTable;
import dev.caravan.provision.resource.ReportTable;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.resource.WorkGroup;
import dev.caravan.provision.s3.BucketProvisioner;
import dev.caravan.provision.s3.TaggedBuckets;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.TaggedResources;
import java.util.List;

/** The provisioner of each resource. */
final class Provisioners {

    private final AwsClients clients;
    private final KafkaAdmins kafka;
    private final DeploymentTag tag;
    private final Patience patience;
    private final Account account;

    Provisioners(AwsClients clients, KafkaAdmins kafka, DeploymentTag tag, Patience patience) {
        this.clients = clients;
        this.kafka = kafka;
        this.tag = tag;
        this.patience = patience;
        this.account = new Account(clients.dynamoDb(), clients.glue());
    }

    Provisioner of(Resource resource) {
        if (resource instanceof LedgerTable table) {
            return TableProvisioner.of(clients.dynamoDb(), table, tag, patience);
        } else if (resource instanceof ItemTable table) {
            return TableProvisioner.of(clients.dynamoDb(), table, tag, patience);
        } else if (resource instanceof LeaseTable table) {
            return TableProvisioner.of(clients.dynamoDb(), table, tag, patience);
        } else if (resource instanceof ReportTable table) {
            return TableProvisioner.of(clients.dynamoDb(), table, tag, patience);
        } else if (resource instanceof Bucket bucket) {
            return new BucketProvisioner(clients.s3(), bucket, tag, patience);
        } else if (resource instanceof KinesisStream stream) {
            return new StreamProvisioner(clients.kinesis(), stream, tag, patience);
        } else if (resource instanceof KafkaTopic topic) {
            return new TopicProvisioner(kafka, topic, patience);
        } else if (resource instanceof GlueDatabase database) {
            return new DatabaseProvisioner(clients.glue(), database, tag, account);
        } else if (resource instanceof GlueCrawler crawler) {
            return new CrawlerProvisioner(clients.glue(), crawler, tag, account, patience);
        } else if (resource instanceof WorkGroup group) {
            return new WorkGroupProvisioner(clients.athena(), group, tag, account);
        } else if (resource instanceof ChartSource source) {
            return new SourceProvisioner(quickSight(), source);
        } else if (resource instanceof ChartData data) {
            return new DataProvisioner(quickSight(), new LakeTables(clients.glue()), data);
        } else if (resource instanceof Chart chart) {
            return new AnalysisProvisioner(quickSight(), chart);
        }
        throw new IllegalArgumentException("No provisioner makes a " + resource.kind());
    }

    private QuickSight quickSight() {
        return new QuickSight(clients.quickSight(), account, tag, patience);
    }

    List<TaggedResources> tagged() {
        return List.of(
                new TaggedStreams(clients.kinesis(), tag),
                new TaggedTables(clients.dynamoDb(), tag),
                new TaggedBuckets(clients.s3(), tag),
                new TaggedCatalog(clients.glue(), tag, account),
                new TaggedWorkGroups(clients.athena(), tag, account));
    }
}
