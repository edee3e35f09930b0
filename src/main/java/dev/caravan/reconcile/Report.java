package dev.caravan.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is in the lakes, chain by chain, and what was found.
 *
 * @param others findings that belong to no chain
 */
public record Report(List<LakeTotal> lakes, List<ChainReport> chains, List<Finding> others) {

    public Report {
        lakes = List.copyOf(lakes);
        chains = List.copyOf(chains);
        others = List.copyOf(others);
    }

    /** Of all chains, then the others. */
    public List<Finding> findings() {
        return Stream.concat(chains.stream().flatMap(chain -> chain.findings().stream()), others.stream())
                .toList();
    }

    /** Nothing is known to be missing or doubled. */
    public boolean isComplete() {
        return findings().stream().noneMatch(finding -> finding.kind().isFailure());
    }

    /**
     * This later reading, without failures that the earlier one did not find. A lake that is written to meanwhile looks
     * torn: a listing meets a batch's later object and has passed the place of the earlier one. What is really missing is
     * missing both times.
     */
    public Report confirming(Report earlier) {
        Set<Finding> before = new HashSet<>(earlier.findings());
        return new Report(
                lakes,
                chains.stream()
                        .map(chain -> chain.withFindings(confirmed(chain.findings(), before)))
                        .toList(),
                confirmed(others, before));
    }

    private static List<Finding> confirmed(List<Finding> findings, Set<Finding> before) {
        return findings.stream()
                .filter(finding -> !finding.kind().isFailure() || before.contains(finding))
                .toList();
    }

    /**
     * Together with how many rows Athena counts in each lake.
     *
     * @param count empty if there is no table over the lake; throws what Athena says
     */
    public Report withAthena(Function<Place, OptionalLong> count) {
        List<LakeTotal> counted = new ArrayList<>();
        List<Finding> all = new ArrayList<>(others);
        for (LakeTotal total : lakes) {
            OptionalLong rows = count.apply(total.lake());
            counted.add(new LakeTotal(total.lake(), total.objects(), total.rows(), rows));
            if (rows.orElse(0) != total.rows()) {
                all.add(new Finding(FindingKind.ATHENA, total.lake().toString(), difference(rows, total.rows())));
            }
        }
        return new Report(counted, chains, all);
    }

    private static String difference(OptionalLong athena, long rows) {
        return athena.isEmpty()
                ? "no table of the catalog lies there, so Athena sees none of " + rows + " rows: run the crawler"
                : "Athena counts " + athena.getAsLong() + " rows, and the objects hold " + rows
                        + ": objects in new folders need a crawl first; if routes run, ask again";
    }
}
