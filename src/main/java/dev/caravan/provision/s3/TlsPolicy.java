package dev.caravan.provision.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.failure.PermanentException;

/** The statement of a bucket policy that refuses everybody who comes without TLS. */
record TlsPolicy(String bucket, String partition) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATEMENT = "Statement";
    private static final String SID = "CaravanTlsOnly";

    /** @param policy JSON; empty for none */
    boolean isIn(String policy) {
        return !policy.isEmpty() && statements(read(policy)).equals(statements(read(addedTo(policy))));
    }

    /** The policy with the statement, in place of an earlier one of its name. */
    String addedTo(String policy) {
        ObjectNode document = policy.isEmpty() ? JSON.createObjectNode().put("Version", "2012-10-17") : read(policy);
        ArrayNode others = JSON.createArrayNode();
        statements(document).forEach(statement -> {
            if (!statement.path("Sid").asText().equals(SID)) {
                others.add(statement);
            }
        });
        others.add(statement());
        document.set(STATEMENT, others);
        return document.toString();
    }

    private ObjectNode statement() {
        String arn = "arn:" + partition + ":s3:::" + bucket;
        ObjectNode statement = JSON.createObjectNode()
                .put("Sid", SID)
                .put("Effect", "Deny")
                .put("Principal", "*")
                .put("Action", "s3:*");
        statement.putArray("Resource").add(arn).add(arn + "/*");
        statement.putObject("Condition").putObject("Bool").put("aws:SecureTransport", "false");
        return statement;
    }

    /** One statement may stand without an array around it. */
    private static ArrayNode statements(ObjectNode document) {
        JsonNode statements = document.path(STATEMENT);
        ArrayNode all = JSON.createArrayNode();
        if (statements.isArray()) {
            all.addAll((ArrayNode) statements);
        } else if (statements.isObject()) {
            all.add(statements);
        }
        return all;
    }

    private ObjectNode read(String policy) {
        try {
            if (JSON.readTree(policy) instanceof ObjectNode document) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private PermanentException unreadable(JsonProcessingException cause) {
        return new PermanentException("The policy of the bucket " + bucket + " is no JSON object: look at it", cause);
    }
}
