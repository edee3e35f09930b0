package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.Position;
import java.util.List;

/**
 * What a chain holds and what was found in it.
 *
 * @param in records read, of all batches; {@code out}, {@code rejected} and {@code filtered} likewise
 * @param rows records in the objects, doubles included
 * @param first where the first batch starts
 * @param last where the one that reaches farthest ends
 */
public record ChainReport(
        ChainId id,
        long batches,
        long objects,
        long in,
        long out,
        long rejected,
        long filtered,
        long rows,
        Position first,
        Position last,
        List<Finding> findings) {

    public ChainReport {
        requireNonNull(id, "id");
        findings = List.copyOf(findings);
    }

    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    ChainReport withFindings(List<Finding> others) {
        return new ChainReport(id, batches, objects, in, out, rejected, filtered, rows, first, last, others);
    }
}
