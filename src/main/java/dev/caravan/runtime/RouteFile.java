package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One {@code *.yaml} of routes, as it was when it was read.
 *
 * @param path as a user would write it
 * @param entries of the file's list, in their order, at least one
 */
public record RouteFile(Path path, String text, List<Node> entries) {

    public RouteFile {
        requireNonNull(path, "path");
        requireNonNull(text, "text");
        entries = List.copyOf(entries);
    }

    /** @throws RouteList.Fault if the text is no list of routes */
    static RouteFile of(Path path, String text) throws RouteList.Fault {
        return new RouteFile(path, text, RouteList.entries(text));
    }

    /** The name under which Camel knows what it loads from this text. */
    public String location() {
        return "file:" + path.toAbsolutePath();
    }
}
