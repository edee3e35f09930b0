package dev.caravan.source.kinesis;

/**
 * Notices that KCL has skipped an input: it logs an exception of its own (a failed ListShards, a failed de-aggregation)
 * and goes on with the next input. For the shard's own thread.
 */
final class InputGuard {

    private boolean announced;

    /**
     * KCL begins to work on an input.
     *
     * @return false if the input before never came
     */
    boolean announce() {
        boolean complete = !announced;
        announced = true;
        return complete;
    }

    /** The input is here. */
    void reached() {
        announced = false;
    }
}
