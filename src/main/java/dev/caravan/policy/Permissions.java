package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.Map;

/** All that a deployment needs to be allowed: roles, who may be them, and buckets. */
public final class Permissions {

    private final PolicySettings settings;
    private final RolePolicies roles;
    private final Map<String, Policy> buckets;
    private final Trust workload;

    /**
     * @param uses of the routes
     * @param workload who may be the roles ingest and reports
     * @throws dev.caravan.settings.SettingsException if a crawler's target is no place in S3
     */
    public Permissions(PolicySettings settings, List<Use> uses, Trust workload) {
        this.settings = requireNonNull(settings, "settings");
        this.roles = new RolePolicies(settings, new Inventory(uses));
        this.buckets = new BucketPolicies(settings, new Inventory(uses)).all();
        this.workload = requireNonNull(workload, "workload");
    }

    /** The role's name in IAM. */
    public String name(Role role) {
        return settings.name(role);
    }

    /** Without a statement if the role has nothing to do. */
    public Policy policy(Role role) {
        return roles.of(role);
    }

    public Policy trust(Role role) {
        return roles.trust(role, workload);
    }

    /** By bucket, in the order of their names. */
    public Map<String, Policy> buckets() {
        return buckets;
    }

    /** What the policies leave out, one sentence each. */
    public List<String> notices() {
        return roles.notices();
    }

    /** All of it as a CloudFormation template. */
    public ObjectNode cloudFormation() {
        return new CloudFormation(settings, this).template();
    }
}
