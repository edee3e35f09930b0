package dev.caravan.provision.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.NotSupported;
import dev.caravan.provision.service.TaggedResources;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The tables with the deployment's tag; none where the endpoint has no tags. */
public final class TaggedTables implements TaggedResources {

    private final DynamoDbClient dynamoDb;
    private final DeploymentTag tag;

    public TaggedTables(DynamoDbClient dynamoDb, DeploymentTag tag) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.tag = requireNonNull(tag, "tag");
    }

    @Override
    public String place() {
        return "DynamoDB tables";
    }

    @Override
    public List<String> find() {
        return dynamoDb.listTablesPaginator().tableNames().stream()
                .filter(this::isTagged)
                .map(name -> "table " + name)
                .toList();
    }

    private boolean isTagged(String name) {
        try {
            String arn = dynamoDb.describeTable(describe -> describe.tableName(name))
                    .table()
                    .tableArn();
            return tag.isIn(TableTags.of(dynamoDb, arn));
        } catch (ResourceNotFoundException e) {
            // Deleted since it was listed.
            return false;
        } catch (SdkServiceException e) {
            if (NotSupported.is(e)) {
                return false;
            }
            throw e;
        }
    }
}
