package dev.caravan.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What has been found so far. A place with a problem is not looked at again: the rest follows from it. */
final class Told {

    private final TreeSet<Finding> findings = new TreeSet<>();
    /** Lines with a problem, by file. */
    private final Map<String, Set<Integer>> problems = new HashMap<>();

    /** @return false if it was told already */
    boolean add(Finding finding) {
        if (finding.isProblem()) {
            problems.computeIfAbsent(finding.file(), file -> new HashSet<>()).add(finding.line());
        }
        return findings.add(finding);
    }

    void addAll(Collection<Finding> more) {
        more.forEach(this::add);
    }

    /** On one of the lines of the file. */
    boolean hasProblem(String file, IntStream lines) {
        Set<Integer> told = problems.getOrDefault(file, Set.of());
        return !told.isEmpty() && lines.anyMatch(told::contains);
    }

    List<Finding> sorted() {
        return List.copyOf(findings);
    }
}
