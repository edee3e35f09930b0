package dev.caravan.generate;

import dev.caravan.generate.truth.Truth;

/** A run ended before all its records were acknowledged. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Truth partial;

    GenerationException(String message, Throwable cause, Truth partial) {
        super(message, cause);
        this.partial = partial;
    }

    /** What was sent until then. */
    public Truth partial() {
        return partial;
    }
}
