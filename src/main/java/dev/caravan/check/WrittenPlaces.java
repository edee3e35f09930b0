package dev.caravan.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The routes as written, by where they stand: found without a look at the others, however many there are. */
final class WrittenPlaces {

    private final Map<String, TreeMap<Integer, WrittenRoute>> byLine = new HashMap<>();
    private final Map<String, List<WrittenRoute>> byFile = new HashMap<>();

    WrittenPlaces(Stream<WrittenRoute> routes) {
        routes.forEach(route -> {
            String location = route.file().location();
            byFile.computeIfAbsent(location, file -> new ArrayList<>()).add(route);
            byLine.computeIfAbsent(location, file -> new TreeMap<>()).putIfAbsent(route.line(), route);
        });
    }

    /** In the order of the file. */
    List<WrittenRoute> in(String location) {
        return byFile.getOrDefault(location, List.of());
    }

    /** @param line on which the route begins or anything of it stands, from 1 */
    Optional<WrittenRoute> at(String location, int line) {
        return Optional.ofNullable(byLine.get(location))
                .map(routes -> routes.floorEntry(line))
                .map(Map.Entry::getValue)
                .filter(route -> line <= route.lastLine());
    }
}
