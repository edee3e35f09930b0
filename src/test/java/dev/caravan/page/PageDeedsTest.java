package dev.caravan.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks of a real pipeline, without a browser. */
@Timeout(180)
class PageDeedsTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final List<String> OURS = List.of("Content-Type", "application/json", "X-Caravan-Page", "1");

    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        pipeline = new RunningPipeline(directory, Map.of());
        KeptMail.write(pipeline.mail().resolve("1.eml"));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/query", "api/replay"})
    void aPageOfAnotherOriginCausesNothing(String path) throws Exception {
        assertThat(post(path, "{}", List.of("Content-Type", "text/plain", "X-Caravan-Page", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(path, "{}", List.of("Content-Type", "application/json")).statusCode())
                .isEqualTo(403);
        assertThat(post(path, "{}", with("Origin", "https://elsewhere.example")).statusCode())
                .isEqualTo(403);
        assertThat(post(path, "{}", with("Origin", "null")).statusCode()).isEqualTo(403);
        assertThat(post(path, "{}", with("Sec-Fetch-Site", "cross-site")).statusCode())
                .isEqualTo(403);
        assertThat(post(path, "no json", OURS).statusCode()).isEqualTo(400);
        assertThat(post(path, " ".repeat(70_000), OURS).statusCode()).isEqualTo(413);
    }

    @Test
    void aStatementIsAnsweredWithItsColumnsAndNoMoreThanAThousandRows() throws Exception {
        // When
        JsonNode answer = told(
                post("api/query", "{\"sql\":\"SELECT n, 'a' AS a FROM UNNEST(sequence(1, 1200)) AS t (n)\"}", OURS));

        // Then
        assertThat(answer.at("/columns/0").toString())
                .isEqualTo("{\"name\":\"n\",\"type\":\"bigint\",\"number\":true}");
        assertThat(answer.path("rows")).hasSize(1_000);
        assertThat(answer.path("complete").asBoolean()).isFalse();
        assertThat(answer.path("scannedBytes").asLong()).isZero();
    }

    @Test
    void whatAthenaSaysOfAStatementIsTold() throws Exception {
        assertThat(post("api/query", "{\"sql\":\"SELECT nothing FROM nowhere\"}", OURS)
                        .body())
                .contains("event: problem", "FAILED: SCHEMA_NOT_FOUND");
        assertThat(post("api/query", "{\"sql\":\"DROP TABLE orders\"}", OURS).body())
                .startsWith("Only what reads is run here");
    }

    @Test
    void whatIsSentBackIsWhatWasCounted() throws Exception {
        // Given
        pipeline.send(Stream.of("\"one\"", "\"two\""));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(pipeline.deadLetters()).hasSize(2));
        JsonNode letters = told(get("api/letters"));
        assertThat(letters.path("total").asInt()).isEqualTo(2);
        assertThat(letters.at("/groups/0/reason").asText()).isEqualTo("wrong-type");

        // When
        JsonNode counted = told(post("api/replay", "{\"reason\":\"wrong-type\",\"route\":\"orders-to-lake\"}", OURS));
        String confirmed =
                "{\"reason\":\"wrong-type\",\"confirmed\":2,\"writtenUntil\":" + counted.path("writtenUntil") + "}";
        JsonNode sent = told(post("api/replay", confirmed, OURS));
        JsonNode again = told(post("api/replay", confirmed, OURS));

        // Then
        assertThat(counted.path("outcomes").toString()).isEqualTo("{\"would be sent\":2}");
        assertThat(sent.path("outcomes").toString()).isEqualTo("{\"sent\":2}");
        assertThat(again.path("outcomes").toString()).isEqualTo("{\"already replayed\":2}");
        assertThat(post("api/replay", "{\"confirmed\":2}", OURS).statusCode()).isEqualTo(400);
    }

    @Test
    void aMailIsShownWithItsPicturesAndCanDoNothing() throws Exception {
        // Given
        JsonNode mail = new JsonMapper().readTree(get("api/mails/1.eml").body());

        // When
        HttpResponse<String> frame = get("mail?ticket=" + mail.path("ticket").asText());

        // Then
        assertThat(new JsonMapper()
                        .readTree(get("api/mails").body())
                        .at("/0/subject")
                        .asText())
                .isEqualTo("Actions by day: 42");
        assertThat(mail.at("/attachments/0/name").asText()).isEqualTo("actions.csv");
        assertThat(frame.body()).contains("<img id=\"chart\" src=\"data:image/png;base64,");
        assertThat(frame.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "img-src data:", "form-action 'none'", "sandbox")
                        .doesNotContain("script-src", "allow-"));
        assertThat(get("mail?ticket=" + mail.path("ticket").asText()).statusCode())
                .isEqualTo(404);
        assertThat(get("api/mails/..%2Forders.yaml").statusCode()).isEqualTo(404);
        assertThat(get("api/mails/none.eml").statusCode()).isEqualTo(404);
    }

    @Test
    void theCrawlersOfTheRoutesAreTold() throws Exception {
        JsonNode crawlers = told(get("api/crawlers"));

        assertThat(crawlers.at("/0/name").asText()).isEqualTo(pipeline.bucket());
        assertThat(crawlers.at("/0/state").asText()).isEqualTo("READY");
        assertThat(crawlers.at("/0/lastBegan").isNull()).isTrue();
    }

    private static List<String> with(String name, String value) {
        return Stream.concat(OURS.stream(), Stream.of(name, value)).toList();
    }

    /** The last value that was told. */
    private static JsonNode told(HttpResponse<String> answer) throws Exception {
        assertThat(answer.body()).contains("data: ").doesNotContain("event: problem");
        return new JsonMapper()
                .readTree(answer.body().substring(answer.body().lastIndexOf("data: ") + "data: ".length()));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(pipeline.url() + path)));
    }

    private static HttpResponse<String> post(String path, String body, List<String> headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(pipeline.url() + path))
                .headers(headers.toArray(String[]::new))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.version(HttpClient.Version.HTTP_1_1).timeout(LONG).build(), BodyHandlers.ofString());
    }
}
