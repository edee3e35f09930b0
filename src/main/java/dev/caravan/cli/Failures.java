package dev.caravan.cli;

/** Says in one line what a chain of exceptions says in many. */
final class Failures {

    private Failures() {}

    /** The outermost message, and the innermost one where it adds something. */
    static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String outer = text(failure);
        String inner = text(root);
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
