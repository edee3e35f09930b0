package dev.caravan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.runtime.RouteFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

class WrittenPlacesTest {

    private static final int LINES_OF_EACH = 10;
    private static final RouteFile FILE = new RouteFile(Path.of("all.yaml"), "", List.of());

    private final AtomicLong looks = new AtomicLong();

    /** One that counts how often somebody asks where it stands. */
    private final class Counted extends ScalarNode {

        private Counted(int line) {
            super(
                    Tag.STR,
                    true,
                    "a",
                    ScalarStyle.PLAIN,
                    Optional.of(new Mark("all.yaml", 0, line - 1, 0, new int[0], 0)),
                    Optional.empty());
        }

        @Override
        public Optional<Mark> getStartMark() {
            looks.incrementAndGet();
            return super.getStartMark();
        }
    }

    @Test
    void aRouteIsFoundByEachLineThatItStandsOnAndByNoOther() {
        // Given
        WrittenRoute first = route(1);
        WrittenRoute second = route(21);
        WrittenPlaces places = new WrittenPlaces(Stream.of(first, second));

        // When / Then
        assertThat(places.at(FILE.location(), 1)).containsSame(first);
        assertThat(places.at(FILE.location(), LINES_OF_EACH)).containsSame(first);
        assertThat(places.at(FILE.location(), LINES_OF_EACH + 1)).isEmpty();
        assertThat(places.at(FILE.location(), 21)).containsSame(second);
        assertThat(places.at(FILE.location(), 0)).isEmpty();
        assertThat(places.at("file:/elsewhere.yaml", 1)).isEmpty();
        assertThat(places.in(FILE.location())).containsExactly(first, second);
        assertThat(places.in("file:/elsewhere.yaml")).isEmpty();
    }

    @Test
    void manyAreFoundWithAFewLooksEach() {
        // Given
        int routes = 2_000;
        WrittenPlaces places =
                new WrittenPlaces(IntStream.range(0, routes).mapToObj(number -> route(1 + number * LINES_OF_EACH)));

        // When
        for (int number = 0; number < routes; number++) {
            assertThat(places.at(FILE.location(), 2 + number * LINES_OF_EACH)).isPresent();
        }

        // Then: all by all would be four million
        assertThat(looks.get()).isLessThan(10L * routes);
    }

    private WrittenRoute route(int line) {
        Counted last = new Counted(line + LINES_OF_EACH - 1);
        return new WrittenRoute(FILE, WrittenRoute.Kind.ROUTE, new Counted(line), last, last);
    }
}
