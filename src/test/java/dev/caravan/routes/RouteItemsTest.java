package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouteItemsTest {

    private static final Path A = Path.of("/routes/a.yaml");
    private static final Path B = Path.of("/routes/b.yaml");

    @Test
    void layoutAndCommentsAreNoDefinition() {
        assertThat(items("- route: { id: r, from: { uri: \"direct:a\" } }").text("r"))
                .isEqualTo(items("""
                        # a comment
                        - route:
                            id: r
                            from:
                              uri: direct:a   # another
                        """).text("r"));
    }

    @Test
    void everyOptionOfTheSourceIsPartOfTheDefinition() {
        assertThat(items("- route: { id: r, from: { uri: a, parameters: { maxAge: 1 } } }")
                        .text("r"))
                .isNotEqualTo(items("- route: { id: r, from: { uri: a, parameters: { maxAge: 2 } } }")
                        .text("r"));
    }

    @Test
    void anotherRouteOfTheFileIsNot() {
        assertThat(items("- route: { id: r }\n- route: { id: s }").text("r"))
                .isEqualTo(items("- route: { id: r }\n- route: { id: s, description: other }")
                        .text("r"));
    }

    @Test
    void aTemplateIsPartOfItsInstancesOnly() {
        // Given
        String instances = "\n- templatedRoute: { routeId: i, routeTemplateRef: t }\n- route: { id: r }";
        RouteItems before = items("- routeTemplate: { id: t, x: 1 }" + instances);
        RouteItems after = items("- routeTemplate: { id: t, x: 2 }" + instances);

        // When / Then
        assertThat(before.text("i")).isNotEqualTo(after.text("i"));
        assertThat(before.text("r")).isEqualTo(after.text("r"));
    }

    @Test
    void whatAFileSaysForAllIsPartOfItsOwnRoutesOnly() {
        // Given
        RouteItems before = items("- route: { id: r }\n- beans: [ { name: x } ]", "- route: { id: s }");
        RouteItems after = items("- route: { id: r }\n- beans: [ { name: y } ]", "- route: { id: s }");

        // When / Then
        assertThat(before.text("r")).isNotEqualTo(after.text("r"));
        assertThat(before.text("s")).isEqualTo(after.text("s"));
    }

    @Test
    void idsAndFilesAreFound() {
        // Given
        RouteItems items = items(
                "- routeTemplate: { id: t }\n- routeConfiguration: { id: c }",
                "- route: { id: r }\n- templatedRoute: { routeId: i, routeTemplateRef: t }");

        // When / Then
        assertThat(items.filesOf(Set.of("r", "i", "unknown"))).containsExactly(B);
        assertThat(items.templatesIn(Set.of(A))).containsExactly("t");
        assertThat(items.templatesIn(Set.of(B))).isEmpty();
        assertThat(items.configurationsIn(Set.of(A, B))).containsExactly("c");
        assertThat(items.problems()).isEmpty();
    }

    @Test
    void whatCannotBeToldFromWhatRunsIsAProblem() {
        assertThat(items("""
                - from: { uri: "direct:a" }
                - route: { from: { uri: "direct:b" } }
                - templatedRoute: { routeTemplateRef: t }
                - routeConfiguration: {}
                - rest: {}
                """).problems()).hasSize(5).allSatisfy(problem -> assertThat(problem)
                .contains(A.toString()));
    }

    private static RouteItems items(String... files) {
        Map<Path, byte[]> routes = new TreeMap<>();
        for (int i = 0; i < files.length; i++) {
            routes.put(i == 0 ? A : B, files[i].getBytes(StandardCharsets.UTF_8));
        }
        return new RouteItems(new RouteSet(routes, Map.of()));
    }
}
