package dev.caravan.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.page.http.LiveFeed;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a client without a browser sees it; a route without a source, no service is asked. */
@Timeout(60)
class PageOverHttpTest {

    private static final String TOKEN = "open-sesame";

    @TempDir
    private Path directory;

    @Test
    void theStartLeadsToThePageWhichLoadsNothingFromElsewhere() throws Exception {
        try (PageClient client = new PageClient(directory, Map.of())) {
            // When
            String start = client.get("/", "localhost");
            String page = client.get("/page/", "localhost");

            // Then
            assertThat(start).startsWith("HTTP/1.1 302 ").contains("location: /page/");
            assertThat(page)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("content-type: text/html; charset=utf-8")
                    .contains("content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'", "x-content-type-options: nosniff")
                    .doesNotContain("<style", "style=", "onclick", "https://");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/chart.js", "/page/app.js", "/page/page.css", "/page/icon.svg"})
    void everyFileCarriesThePolicyAndItsType(String path) throws Exception {
        try (PageClient client = new PageClient(directory, Map.of())) {
            assertThat(client.get(path, "localhost"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("content-security-policy: default-src 'none'", "content-type: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/../application.properties",
                "/page/%2e%2e/%2e%2e/logback.xml",
                "/page/index.html/",
                "/page/api/",
                "/page/package-info.class"
            })
    void nothingElseIsServed(String path) throws Exception {
        try (PageClient client = new PageClient(directory, Map.of())) {
            assertThat(client.get(path, "localhost")).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void aNameThatNobodyGaveThisProcessIsAnsweredToWithNothing() throws Exception {
        try (PageClient client =
                new PageClient(directory, Map.of("management.hosts", "caravan.example, Other.example"))) {
            // When / Then
            for (String path : List.of("/", "/page/", "/page/api/live", "/observe/metrics", "/observe/health")) {
                assertThat(client.get(path, "rebound.example"))
                        .as(path)
                        .startsWith("HTTP/1.1 421 ")
                        .contains("management.hosts")
                        .doesNotContain("caravan_");
            }
            assertThat(client.get("/observe/health/live", "rebound.example")).startsWith("HTTP/1.1 200 ");
            assertThat(client.get("/page/", "caravan.example:8443")).startsWith("HTTP/1.1 200 ");
            assertThat(client.get("/page/", "OTHER.example")).startsWith("HTTP/1.1 200 ");
            assertThat(client.get("/page/", "[::1]:1234")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void withATokenTheFilesAreOpenAndTheFiguresAreNot() throws Exception {
        try (PageClient client = new PageClient(directory, Map.of("management.token", TOKEN))) {
            // When / Then
            assertThat(client.get("/page/", "elsewhere.example")).startsWith("HTTP/1.1 200 ");
            assertThat(client.get("/page/app.js", "elsewhere.example")).startsWith("HTTP/1.1 200 ");
            assertThat(client.get("/page/api/live", "elsewhere.example")).startsWith("HTTP/1.1 401 ");
            assertThat(client.get("/page/app.js/../api/live", "elsewhere.example"))
                    .startsWith("HTTP/1.1 401 ");
            try (PageClient.Stream live = client.live("Authorization: Bearer " + TOKEN + "\r\n")) {
                assertThat(live.reader().readLine()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void theFeedTellsEverySecondHowItIs() throws Exception {
        try (PageClient client = new PageClient(directory, Map.of());
                PageClient.Stream live = client.live("")) {
            // When
            JsonNode first = snapshot(live.reader());
            JsonNode second = snapshot(live.reader());

            // Then
            assertThat(first.at("/routes/0/id").asText()).isEqualTo("greet");
            assertThat(first.at("/routes/0/state").asText()).isEqualTo("Started");
            assertThat(first.at("/routes/0/source").isNull()).isTrue();
            assertThat(first.at("/verdict/level").asText()).isEqualTo("GOOD");
            assertThat(second.path("at").asText())
                    .isGreaterThan(first.path("at").asText());
        }
    }

    @Test
    void aViewerTooManyIsToldSoUntilOneLeaves() throws Exception {
        try (PageClient client = new PageClient(directory, Map.of())) {
            // Given
            List<PageClient.Stream> viewers = new ArrayList<>();
            for (int at = 0; at < LiveFeed.VIEWERS; at++) {
                viewers.add(client.live(""));
                snapshot(viewers.get(at).reader());
            }

            // When
            String refused = client.get("/page/api/live", "localhost");
            viewers.get(0).close();

            // Then
            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("close one of them");
            await().untilAsserted(() -> {
                try (PageClient.Stream next = client.live("")) {
                    assertThat(next.reader().readLine()).startsWith("HTTP/1.1 200 ");
                }
            });
            for (PageClient.Stream viewer : viewers) {
                viewer.close();
            }
        }
    }

    private static JsonNode snapshot(BufferedReader live) throws Exception {
        String line = live.readLine();
        while (!line.startsWith("data: ")) {
            line = live.readLine();
        }
        return new JsonMapper().readTree(line.substring("data: ".length()));
    }
}
