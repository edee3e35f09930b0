package dev.caravan.local.protocol;

/**
 * A refusal in AWS's own shape: the client sees {@code __type} and {@code message} and its SDK throws the exception
 * of that name.
 */
public final class AwsError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;

    /**
     * @param type AWS's name of the error, for example {@code ResourceNotFoundException}
     * @param status the HTTP status, 400 to 599
     * @param message what is wrong, for the client
     */
    public AwsError(String type, int status, String message) {
        // a refusal is an answer, not a defect: no stack trace
        super(message, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("An error needs an HTTP status of 400 to 599, not " + status + ".");
        }
        this.type = type;
        this.status = status;
    }

    /** A refusal with status 400, the usual one for what a client did wrong. */
    public static AwsError badRequest(String type, String message) {
        return new AwsError(type, 400, message);
    }

    /** The body of the request is not what the operation reads. */
    public static AwsError serialization(String message) {
        return badRequest("SerializationException", message);
    }

    /** AWS's name of the error. */
    public String type() {
        return type;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
