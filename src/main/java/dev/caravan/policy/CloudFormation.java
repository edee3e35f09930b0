package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * All roles with their policies, and the policies of the buckets, as one template. The buckets must exist. Roles with
 * nothing to do are left out; a crawler role that the settings name as an ARN is somebody else's, and left out too.
 */
final class CloudFormation {

    private final PolicySettings settings;
    private final Permissions permissions;

    CloudFormation(PolicySettings settings, Permissions permissions) {
        this.settings = requireNonNull(settings, "settings");
        this.permissions = requireNonNull(permissions, "permissions");
    }

    ObjectNode template() {
        ObjectNode template = JsonNodeFactory.instance
                .objectNode()
                .put("AWSTemplateFormatVersion", "2010-09-09")
                .put("Description", "Roles and bucket policies of Caravan deployment " + settings.deployment()
                        + "; needs CAPABILITY_NAMED_IAM");
        ObjectNode resources = template.putObject("Resources");
        ObjectNode outputs = template.putObject("Outputs");
        for (Role role : Role.values()) {
            Policy policy = permissions.policy(role);
            if (!policy.statements().isEmpty() && !isForeign(role)) {
                String id = role.word() + "Role";
                resources.set(id, role(role, policy));
                outputs.putObject(id + "Arn")
                        .putObject("Value")
                        .putArray("Fn::GetAtt")
                        .add(id)
                        .add("Arn");
            }
        }
        permissions
                .buckets()
                .forEach((bucket, policy) -> resources.set(free(resources, bucket), policyOf(bucket, policy)));
        return template;
    }

    private boolean isForeign(Role role) {
        return role == Role.CRAWLER && settings.crawlerRole().isPresent();
    }

    private ObjectNode role(Role role, Policy policy) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("Type", "AWS::IAM::Role");
        ObjectNode properties = resource.putObject("Properties").put("RoleName", settings.name(role));
        properties.set("AssumeRolePolicyDocument", PolicyJson.of(permissions.trust(role)));
        properties
                .putArray("Policies")
                .addObject()
                .put("PolicyName", role.toString())
                .set("PolicyDocument", PolicyJson.of(policy));
        properties
                .putArray("Tags")
                .addObject()
                .put("Key", "caravan:deployment")
                .put("Value", settings.deployment());
        return resource;
    }

    private static ObjectNode policyOf(String bucket, Policy policy) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("Type", "AWS::S3::BucketPolicy");
        resource.putObject("Properties")
                .put("Bucket", bucket)
                .set("PolicyDocument", PolicyJson.of(policy));
        return resource;
    }

    /** Letters and digits only, which two buckets could have in common. */
    private static String free(ObjectNode resources, String bucket) {
        StringBuilder id = new StringBuilder();
        for (String part : bucket.split("[^a-z0-9]+")) {
            if (!part.isEmpty()) {
                id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        String name = id + "BucketPolicy";
        int number = 2;
        while (resources.has(name)) {
            name = id + "BucketPolicy" + number++;
        }
        return name;
    }
}
