package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.source.RouteFingerprint;
import dev.caravan.testing.SettableClock;
import dev.caravan.testing.SharedServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Edits of running routes that no service drives. */
@Timeout(120)
class LiveEditTest {

    @TempDir
    private Path directory;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));
    private EditableRoutes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
        clients.close();
    }

    @Test
    void anEditedRouteChangesAndItsNeighbourInTheFileKeepsItsConsumer() throws Exception {
        // Given
        start(answer("a", "one") + answer("b", "two"));
        Consumer a = routes.consumer("a");
        Consumer b = routes.consumer("b");

        // When
        routes.write("routes.yaml", answer("a", "edited") + answer("b", "two"));
        ReloadStatus.Applied applied = routes.awaitApplied(1);

        // Then
        assertThat(applied.changed()).containsExactly("a");
        assertThat(applied.text()).isEqualTo("changed a");
        assertThat(routes.ask("direct:a")).isEqualTo("edited");
        assertThat(routes.ask("direct:b")).isEqualTo("two");
        assertThat(routes.consumer("a")).isNotSameAs(a);
        assertThat(routes.consumer("b")).isSameAs(b);
        assertThat(routes.health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(routes.health().getDetails()).containsEntry("outcome", "applied");
    }

    @Test
    void aNewFileAddsItsRoutesAndADeletedOneRemovesThem() throws Exception {
        // Given
        start(answer("a", "one"));
        Consumer a = routes.consumer("a");
        int endpoints = routes.runtime().context().getEndpoints().size();

        // When
        routes.write("new.yaml", answer("b", "two"));
        ReloadStatus.Applied added = routes.awaitApplied(1);
        String answer = routes.ask("direct:b");
        routes.delete("new.yaml");
        ReloadStatus.Applied removed = routes.awaitApplied(2);

        // Then
        assertThat(added.added()).containsExactly("b");
        assertThat(answer).isEqualTo("two");
        assertThat(removed.removed()).containsExactly("b");
        assertThat(routes.runtime().context().getRoutes()).hasSize(1);
        assertThat(routes.runtime().context().getEndpoints()).hasSize(endpoints);
        assertThat(routes.consumer("a")).isSameAs(a);
    }

    @Test
    void aRouteThatIsRenamedOrMovedToAnotherFileIsTheSameEverywhere() throws Exception {
        // Given
        start(answer("a", "one") + answer("b", "two"));
        Consumer b = routes.consumer("b");

        // When
        routes.write("other.yaml", answer("b", "two"));
        routes.write("routes.yaml", answer("a", "one").replace("id: a", "id: renamed"));
        ReloadStatus.Applied applied = routes.awaitApplied(1);

        // Then
        assertThat(applied.added()).containsExactly("renamed");
        assertThat(applied.removed()).containsExactly("a");
        assertThat(routes.ask("direct:a")).isEqualTo("one");
        assertThat(routes.consumer("b")).isSameAs(b);
    }

    @Test
    void aBrokenEditLeavesEverythingAsItWasAndSaysFileLineAndReasonOnce() throws Exception {
        // Given
        start(answer("a", "one") + answer("b", "two"));
        Consumer a = routes.consumer("a");

        // When
        Path file = routes.write("routes.yaml", answer("a", "edited") + "- route: [\n");
        ReloadStatus.Refused refused = routes.awaitRefused(1);

        // Then
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith(file + ":")
                .contains(": is not YAML: ");
        assertThat(routes.ask("direct:a")).isEqualTo("one");
        assertThat(routes.ask("direct:b")).isEqualTo("two");
        assertThat(routes.consumer("a")).isSameAs(a);
        HealthCheck.Result health = routes.health();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains(file.toString()));
        await().during(Duration.ofSeconds(3)).until(() -> routes.reload().refused() == 1);
    }

    @Test
    void aWrongParameterOfATemplateIsRefusedInTheWordsOfTheCheck() throws Exception {
        // Given
        routes().write("routes.yaml", answer("a", "one"));
        routes.startChecked(Settings.empty(), clients);
        Consumer a = routes.consumer("a");

        // When
        Path file = routes.write("flows.yaml", """
                - templatedRoute:
                    routeId: orders
                    routeTemplateRef: kafka-to-lake
                    parameters:
                      - { name: topic, value: orders }
                      - { name: prefx, value: orders/ }
                """);

        // Then
        assertThat(routes.awaitRefused(1).problems())
                .containsExactly(
                        file + ":3: the template kafka-to-lake needs the parameter group",
                        file + ":6: the template kafka-to-lake has no parameter prefx: did you mean prefix?");
        assertThat(routes.health().getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("did you mean prefix?"));
        assertThat(routes.consumer("a")).isSameAs(a);
    }

    @Test
    void aStepThatCannotBeMadeIsFoundBeforeAnythingStops() throws Exception {
        // Given
        start(answer("a", "one"));
        Consumer a = routes.consumer("a");

        // When
        routes.write(
                "routes.yaml",
                answer("a", "one").replace("steps:", "steps:\n        - to: { id: x, uri: \"nowhere:x\" }"));
        ReloadStatus.Refused refused = routes.awaitRefused(1);

        // Then
        assertThat(refused.problems()).singleElement().asString().contains("there is no component nowhere");
        assertThat(routes.consumer("a")).isSameAs(a);
    }

    @Test
    void anEditThatIsTakenBackIsNoLongerRefused() throws Exception {
        // Given
        String good = answer("a", "one");
        start(good);
        routes.write("routes.yaml", "- route: [");
        routes.awaitRefused(1);

        // When
        routes.write("routes.yaml", good);

        // Then
        await().until(() -> routes.reload().status() instanceof ReloadStatus.Unchanged);
        assertThat(routes.health().getMessage()).isEmpty();
    }

    @Test
    void aRouteThatCannotStartIsTakenBack() throws Exception {
        // Given: two consumers of one endpoint are only found when the second starts
        start(answer("a", "one") + answer("b", "two"));
        Consumer b = routes.consumer("b");

        // When
        routes.write("routes.yaml", answer("a", "one").replace("direct:a", "direct:b") + answer("b", "two"));
        ReloadStatus.Refused refused = routes.awaitRefused(1);

        // Then
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("Route a ")
                .contains("Multiple consumers");
        assertThat(routes.ask("direct:a")).isEqualTo("one");
        assertThat(routes.ask("direct:b")).isEqualTo("two");
        assertThat(routes.consumer("b")).isSameAs(b);
    }

    @Test
    void aCommentIsNoEdit() throws Exception {
        // Given
        start(answer("a", "one"));
        Consumer a = routes.consumer("a");

        // When
        routes.write("routes.yaml", "# why\n" + answer("a", "one"));
        routes.write("new.yaml", answer("b", "two"));
        routes.awaitApplied(1);

        // Then
        assertThat(routes.consumer("a")).isSameAs(a);
    }

    @Test
    void anEditedTemplateChangesItsInstancesOnly() throws Exception {
        // Given
        start(answer("a", "one"));
        routes.write("template.yaml", template("hello"));
        routes.write("instances.yaml", instance("x", "direct:x") + instance("y", "direct:y"));
        routes.awaitApplied(1);
        Consumer a = routes.consumer("a");

        // When
        routes.write("template.yaml", template("good day"));
        ReloadStatus.Applied applied = routes.awaitApplied(2);

        // Then
        assertThat(applied.changed()).isEqualTo(Set.of("x", "y"));
        assertThat(routes.ask("direct:x")).isEqualTo("good day");
        assertThat(routes.consumer("a")).isSameAs(a);

        // When: one more instance of a template that stays
        Consumer x = routes.consumer("x");
        routes.write(
                "instances.yaml", instance("x", "direct:x") + instance("y", "direct:y") + instance("z", "direct:z"));
        ReloadStatus.Applied more = routes.awaitApplied(3);

        // Then
        assertThat(more.added()).containsExactly("z");
        assertThat(more.changed()).isEmpty();
        assertThat(routes.ask("direct:z")).isEqualTo("good day");
        assertThat(routes.consumer("x")).isSameAs(x);
        assertThat(fingerprints(routes.runtime())).isEqualTo(fingerprintsAfterARestart());
    }

    @Test
    void anEditedRouteConfigurationChangesTheRoutesThatItIsFor() throws Exception {
        // Given
        String failing = """
                - route:
                    id: fails
                    routeConfigurationId: handled
                    from:
                      uri: "direct:fails"
                      steps:
                        - throwException: { exceptionType: java.lang.IllegalStateException, message: "on purpose" }
                """;
        Files.writeString(directory.resolve("configuration.yaml"), configuration("first"));
        start(failing + answer("a", "one"));
        Consumer a = routes.consumer("a");
        assertThat(routes.ask("direct:fails")).isEqualTo("first");

        // When
        routes.write("configuration.yaml", configuration("second"));
        ReloadStatus.Applied applied = routes.awaitApplied(1);

        // Then
        assertThat(applied.changed()).containsExactly("fails");
        assertThat(routes.ask("direct:fails")).isEqualTo("second");
        assertThat(routes.consumer("a")).isSameAs(a);
        assertThat(fingerprints(routes.runtime())).isEqualTo(fingerprintsAfterARestart());
    }

    @Test
    void anEditedFileThatARouteNamesIsAnEditOfTheRoute() throws Exception {
        // Given
        Path text = routes().write("text.txt", "first");
        start(answer("a", "one") + answer("named", "resource:file:" + text));
        Consumer a = routes.consumer("a");
        assertThat(routes.ask("direct:named")).isEqualTo("first");

        // When
        routes.write("text.txt", "second");
        ReloadStatus.Applied applied = routes.awaitApplied(1);

        // Then
        assertThat(applied.changed()).containsExactly("named");
        assertThat(routes.ask("direct:named")).isEqualTo("second");
        assertThat(routes.consumer("a")).isSameAs(a);
        assertThat(fingerprints(routes.runtime())).isEqualTo(fingerprintsAfterARestart());
    }

    @Test
    void aRouteThatReachesAnEditedOneIsChangedWithIt() throws Exception {
        // Given
        start(answer("a", "one")
                + answer("b", "two").replace("steps:", "steps:\n        - to: { id: x, uri: \"direct:a\" }"));

        // When
        routes.write("new.yaml", answer("c", "three"));
        routes.awaitApplied(1);
        routes.write(
                "routes.yaml",
                answer("a", "edited")
                        + answer("b", "two").replace("steps:", "steps:\n        - to: { id: x, uri: \"direct:a\" }"));

        // Then
        assertThat(routes.awaitApplied(2).changed()).isEqualTo(Set.of("a", "b"));
        assertThat(routes.ask("direct:b")).isEqualTo("two");
    }

    @Test
    void aRouteWithoutAnIdIsRefusedWithTheReason() throws Exception {
        // Given
        start(answer("a", "one"));

        // When
        routes.write("new.yaml", answer("b", "two").replace("id: b", "description: Nameless."));

        // Then
        assertThat(routes.awaitRefused(1).problems()).singleElement().asString().contains("has no id");
        assertThat(routes.ask("direct:a")).isEqualTo("one");
    }

    @Test
    void aStepUnderWayKeepsItsRouteAndTheEditIsTriedAgain() throws Exception {
        // Given: a step that takes longer than the patience with it
        SettableClock clock = new SettableClock();
        Files.writeString(directory.resolve("routes.yaml"), slow("one"));
        routes = routes().start(Settings.empty(), clients, clock);
        Consumer before = routes.consumer("slow");
        var answer =
                routes.runtime().context().createProducerTemplate().asyncRequestBody("direct:slow", "", String.class);
        await().until(() -> routes.runtime().context().getInflightRepository().size("slow") == 1);

        // When
        routes.write("routes.yaml", slow("edited"));
        ReloadStatus.Refused refused = routes.awaitRefused(1);

        // Then
        assertThat(refused.problems()).containsExactly("Route slow is still at work after 10 s");
        assertThat(answer.get()).isEqualTo("one");
        assertThat(routes.consumer("slow")).isSameAs(before);

        // When
        clock.advance(Duration.ofMinutes(1));

        // Then
        routes.awaitApplied(2);
        assertThat(routes.ask("direct:slow")).isEqualTo("edited");
    }

    /** With which batches are pinned: after a crash they have to be the same, or a route stops. */
    private static Map<String, String> fingerprints(CaravanRuntime runtime) {
        return runtime.context().getRoutes().stream()
                .map(Route::getRouteId)
                .collect(Collectors.toMap(id -> id, id -> RouteFingerprint.of(runtime.context(), id)));
    }

    private Map<String, String> fingerprintsAfterARestart() {
        try (CaravanRuntime restarted = CaravanRuntime.start(Settings.empty(), directory, clients)) {
            return fingerprints(restarted);
        }
    }

    private EditableRoutes routes() {
        if (routes == null) {
            routes = new EditableRoutes(directory);
        }
        return routes;
    }

    private void start(String yaml) throws Exception {
        routes().write("routes.yaml", yaml);
        routes.start(Settings.empty(), clients, Clock.systemUTC());
    }

    private static String answer(String id, String text) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: "direct:%1$s"
                      steps:
                        - setBody: { id: answer-%1$s, expression: { simple: { expression: "%2$s" } } }
                """.formatted(id, text);
    }

    private static String slow(String text) {
        return answer("slow", text)
                .replace(
                        "steps:",
                        "steps:\n        - delay: { id: wait, expression: { constant: { expression: \"14000\" } } }");
    }

    private static String template(String greeting) {
        return """
                - routeTemplate:
                    id: greeting
                    parameters: [ { name: source } ]
                    from:
                      uri: "{{source}}"
                      steps:
                        - setBody: { expression: { constant: { expression: "%s" } } }
                """.formatted(greeting);
    }

    private static String instance(String id, String source) {
        return """
                - templatedRoute:
                    routeId: %s
                    routeTemplateRef: greeting
                    parameters: [ { name: source, value: "%s" } ]
                """.formatted(id, source);
    }

    private static String configuration(String answer) {
        return """
                - routeConfiguration:
                    id: handled
                    onException:
                      - onException:
                          exception: [java.lang.IllegalStateException]
                          handled: { constant: { expression: "true" } }
                          steps:
                            - setBody: { expression: { constant: { expression: "%s" } } }
                """.formatted(answer);
    }
}
