package dev.caravan.routes;

import java.nio.file.Path;
import java.util.List;

/** What is wrong with edited files of routes, as far as it can be known before they are used. */
@FunctionalInterface
public interface CandidateCheck {

    /** One line each, with file and line where they are known; empty if nothing is wrong. */
    List<String> problems(Path routes);
}
