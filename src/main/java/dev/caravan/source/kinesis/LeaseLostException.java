package dev.caravan.source.kinesis;

/** The shard has another owner: this process must not write, pin or acknowledge anything of it any more. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
