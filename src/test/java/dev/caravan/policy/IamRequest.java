package dev.caravan.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * What IAM decides about.
 *
 * @param principal ARN or name of a service; empty for nobody
 * @param context condition keys that the request has
 */
public record IamRequest(String principal, String action, String resource, Map<String, String> context) {

    /** Of somebody whose policy it is: his name is of no matter. */
    public static IamRequest of(String action, String resource) {
        return new IamRequest("", action, resource, Map.of());
    }

    public IamRequest with(String key, String value) {
        Map<String, String> more = new HashMap<>(context);
        more.put(key, value);
        return new IamRequest(principal, action, resource, more);
    }

    public IamRequest by(String other) {
        return new IamRequest(other, action, resource, context);
    }

    public IamRequest on(String other) {
        return new IamRequest(principal, action, other, context);
    }
}
