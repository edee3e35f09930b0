package dev.caravan.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

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

    /** @param from first line, to last line */
    boolean hasProblem(String file, int from, int to) {
        return findings.stream()
                .anyMatch(finding -> finding.isProblem()
                        && finding.file().equals(file)
                        && finding.line() >= from
                        && finding.line() <= to);
    }

    List<Finding> sorted() {
        return List.copyOf(findings);
    }
}
