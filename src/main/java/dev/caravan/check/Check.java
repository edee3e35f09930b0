package dev.caravan.check;

import java.util.List;

/** One kind of check; keeps nothing between two candidates. */
interface Check {

    List<Finding> findings(Candidate candidate);
}
