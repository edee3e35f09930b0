package dev.caravan.local.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of a service. It runs on a worker thread, several at a time. */
@FunctionalInterface
public interface AwsOperation {

    /**
     * Answers one request.
     *
     * @return the members of the answer; a blob as a binary node, a timestamp as a POJO node of an
     *     {@link java.time.Instant}; an empty object where AWS answers without a body
     * @throws AwsError to refuse the request
     */
    ObjectNode handle(AwsInput input);
}
