package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All roles with their policies, and the policies of the buckets, as one template. The buckets must exist. Roles with
 * nothing to do are left out; a crawler role that the settings name as an ARN is somebody else's, and left out too.
 */
final class CloudFormation {

    private static final Pattern WORD = Pattern.compile("(?:^|[^a-z0-9]+)([a-z0-9])");

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
                .put(
                        "Description",
                        "Roles and bucket policies of Caravan deployment " + settings.deployment()
                                + "; needs CAPABILITY_NAMED_IAM");
        ObjectNode resources = template.putObject("Resources");
        ObjectNode outputs = template.putObject("Outputs");
        for (Role role : Role.values()) {
            Policy policy = permissions.policy(role);
            if (!policy.statements().isEmpty() && !isForeign(role)) {
                String id = id(role.toString()) + "Role";
                boolean fits = PolicyParts.size(policy) <= PolicyParts.INLINE;
                resources.set(id, role(role, fits ? Optional.of(policy) : Optional.empty()));
                if (!fits) {
                    addManaged(resources, role, id, PolicyParts.managed(policy));
                }
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

    private void addManaged(ObjectNode resources, Role role, String id, List<Policy> parts) {
        for (int at = 0; at < parts.size(); at++) {
            ObjectNode properties = resources
                    .putObject(id + "Policy" + (at + 1))
                    .put("Type", "AWS::IAM::ManagedPolicy")
                    .putObject("Properties")
                    .put("ManagedPolicyName", settings.name(role) + "-" + (at + 1));
            properties.set("PolicyDocument", PolicyJson.of(parts.get(at)));
            properties.putArray("Roles").addObject().put("Ref", id);
        }
    }

    /** @param policy that the role holds itself */
    private ObjectNode role(Role role, Optional<Policy> policy) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("Type", "AWS::IAM::Role");
        ObjectNode properties = resource.putObject("Properties").put("RoleName", settings.name(role));
        properties.set("AssumeRolePolicyDocument", PolicyJson.of(permissions.trust(role)));
        policy.ifPresent(own -> properties
                .putArray("Policies")
                .addObject()
                .put("PolicyName", role.toString())
                .set("PolicyDocument", PolicyJson.of(own)));
        properties.putArray("Tags").addObject().put("Key", "caravan:deployment").put("Value", settings.deployment());
        return resource;
    }

    private static ObjectNode policyOf(String bucket, Policy policy) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("Type", "AWS::S3::BucketPolicy");
        resource.putObject("Properties").put("Bucket", bucket).set("PolicyDocument", PolicyJson.of(policy));
        return resource;
    }

    /** Two buckets could have the same letters and digits. */
    private static String free(ObjectNode resources, String bucket) {
        String id = id(bucket) + "BucketPolicy";
        String name = id;
        for (int number = 2; resources.has(name); number++) {
            name = id + number;
        }
        return name;
    }

    /** Letters and digits only, for example {@code SetUp} for {@code set-up}. */
    private static String id(String name) {
        return WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
