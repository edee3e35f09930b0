package dev.caravan.runtime;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Takes a text of YAML apart into the entries of its list. What it takes, Camel can read, and no recursion overflows on. */
final class RouteList {

    private static final LoadSettings SETTINGS = LoadSettings.builder().build();
    private static final String NOT_YAML = "is not YAML";
    private static final String TOO_LARGE = "is too large";
    private static final String EMPTY = "write routes into it, or remove it";

    private RouteList() {}

    /** @throws Fault if the text is no such list, or larger than any that somebody writes */
    static List<Node> entries(String text) throws Fault {
        if (text.length() > SETTINGS.getCodePointLimit()) {
            throw new Fault(0, TOO_LARGE, "it has more than 3 MB; make several files of it");
        }
        try {
            requireShallow(text);
            return entries(new Compose(SETTINGS).composeString(text));
        } catch (MarkedYamlEngineException e) {
            throw new Fault(line(e.getProblemMark()), NOT_YAML, problem(e));
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(character -> character == '\n')
                            .count();
            throw new Fault(line, NOT_YAML, "there is a control character, U+%04X".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new Fault(0, NOT_YAML, e.getMessage());
        }
    }

    /** Looked at before a tree is made, which takes a frame of the stack for each level. */
    private static void requireShallow(String text) throws Fault {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                default -> {}
            }
            if (depth > YamlBounds.DEFAULT.depth()) {
                throw new Fault(
                        line(event.getStartMark()),
                        TOO_LARGE,
                        "it is nested more than " + YamlBounds.DEFAULT.depth() + " deep");
            }
        }
    }

    private static List<Node> entries(Optional<Node> root) throws Fault {
        if (root.isEmpty()) {
            throw new Fault(0, "holds nothing", EMPTY);
        }
        if (!(root.get() instanceof SequenceNode list)) {
            throw new Fault(
                    line(root.get().getStartMark()), "is no list of routes", "begin each route with \"- route:\"");
        }
        if (list.getValue().isEmpty()) {
            throw new Fault(0, "holds nothing", EMPTY);
        }
        if (!YamlBounds.DEFAULT.hold(list)) {
            throw new Fault(0, TOO_LARGE, "an alias holds itself, or it has more than 100,000 nodes");
        }
        Optional<ScalarNode> repeated = RepeatedKey.in(list);
        if (repeated.isPresent()) {
            ScalarNode key = repeated.get();
            throw new Fault(
                    line(key.getStartMark()), NOT_YAML, "the key " + key.getValue() + " is there already: remove one");
        }
        return list.getValue();
    }

    /** Some problems only make sense behind what was going on. */
    private static String problem(MarkedYamlEngineException failure) {
        String problem = String.valueOf(failure.getProblem());
        return problem.startsWith("but ") ? failure.getContext() + ", " + problem : problem;
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }

    /** Why a text is no list of routes. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String fault;

        /** @param line from 1, 0 if no line is to blame */
        Fault(int line, String fault, String detail) {
            super(detail);
            this.line = line;
            this.fault = fault;
        }

        int line() {
            return line;
        }

        String fault() {
            return fault;
        }
    }
}
