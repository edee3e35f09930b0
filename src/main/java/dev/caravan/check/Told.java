package dev.caravan.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** What has been found so far. A place with a problem is not looked at again: the rest follows from it. */
final class Told {

    private final TreeSet<Finding> findings = new TreeSet<>();

    /** @return false if it was told already */
    boolean add(Finding finding) {
        return findings.add(finding);
    }

    void addAll(Collection<Finding> more) {
        findings.addAll(more);
    }

    /** @param lines of the file */
    boolean hasProblem(String file, IntPredicate lines) {
        return findings.stream()
                .anyMatch(finding -> finding.isProblem() && finding.file().equals(file) && lines.test(finding.line()));
    }

    List<Finding> sorted() {
        return List.copyOf(findings);
    }
}
