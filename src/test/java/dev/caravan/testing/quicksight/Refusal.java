package dev.caravan.testing.quicksight;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An error of the service.
 *
 * @param code one of the model's
 * @param resourceType that {@code ResourceNotFoundException} may name
 */
public record Refusal(String code, String message, Optional<String> resourceType) {

    public Refusal {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        requireNonNull(resourceType, "resourceType");
    }

    public static Refusal of(String code, String message) {
        return new Refusal(code, message, Optional.empty());
    }

    public Refusal about(String type) {
        return new Refusal(code, message, Optional.of(type));
    }

    /** As an exception, for those who answer. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Thrown(Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
