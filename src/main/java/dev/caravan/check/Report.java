package dev.caravan.check;

import java.util.List;

/**
 * What was found, and what the routes will do.
 *
 * @param findings sorted by file and line
 * @param explanations of the routes that could be made, in their order; empty unless asked for
 */
public record Report(List<Finding> findings, List<Explanation> explanations) {

    public Report {
        findings = List.copyOf(findings);
        explanations = List.copyOf(explanations);
    }

    public long problems() {
        return findings.stream().filter(Finding::isProblem).count();
    }

    public long warnings() {
        return findings.size() - problems();
    }
}
