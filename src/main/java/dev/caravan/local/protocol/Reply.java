package dev.caravan.local.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What happens with a request in the end. */
sealed interface Reply {

    /**
     * It is answered.
     *
     * @param status the HTTP status
     * @param contentType the request's own, where it was one of ours
     * @param errorType AWS's name of the error; empty without one
     * @param body the encoded answer
     */
    record Answer(int status, String contentType, String errorType, byte[] body) implements Reply {}

    /** It had its effect and is not answered. */
    record Lost() implements Reply {}

    static Answer of(ObjectNode answer, String contentType, WireFormat format) {
        return new Answer(200, contentType, "", format.write(answer));
    }

    static Answer of(AwsError error, String contentType, WireFormat format) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.type())
                .put("message", error.getMessage());
        return new Answer(error.status(), contentType, error.type(), format.write(body));
    }
}
