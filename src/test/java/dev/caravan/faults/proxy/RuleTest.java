package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RuleTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpProxy.start(URI.create("http://127.0.0.1:1"));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void theFirstRuleThatChoosesARequestDecides() throws Exception {
        // Given
        proxy.on(request -> request.target().startsWith("/b/special"), status(201));
        proxy.on("GetObject", status(202)).times(2);
        proxy.on("GetObject", status(203));

        // When
        List<Integer> statuses = ask("/b/a", "/b/special", "/b/c", "/b/d", "/b/special");

        // Then
        assertThat(statuses).containsExactly(202, 201, 202, 203, 201);
        assertThat(proxy.count("GetObject")).isEqualTo(5);
    }

    @Test
    void everyNthRequestCountsFromTheRulesBeginning() throws Exception {
        // Given
        Rule third = proxy.on("GetObject", status(503)).everyNth(3);
        proxy.on("GetObject", status(200));

        // Then
        assertThat(ask(7)).containsExactly(200, 200, 503, 200, 200, 503, 200);
        assertThat(third.hits()).isEqualTo(2);
    }

    @Test
    void chanceIsRepeatedByItsSeed() throws Exception {
        // Given
        Random chance = new Random(7);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            expected.add(chance.nextDouble() < 0.3 ? 503 : 200);
        }
        proxy.on("GetObject", status(503)).withProbability(0.3, new Random(7));
        proxy.on("GetObject", status(200));

        // Then
        assertThat(ask(40)).isEqualTo(expected).contains(200, 503);
    }

    @Test
    void limitsOfARuleAllApply() throws Exception {
        // Given
        proxy.on("GetObject", status(503)).everyNth(2).times(2);
        proxy.on("GetObject", status(200));

        // Then
        assertThat(ask(7)).containsExactly(200, 503, 200, 503, 200, 200, 200);
    }

    @Test
    void removedRulesChooseNothingMore() throws Exception {
        // Given
        Rule first = proxy.on("GetObject", status(201));
        proxy.on("GetObject", status(202));

        // When
        List<Integer> statuses = new ArrayList<>(ask(1));
        first.remove();
        statuses.addAll(ask(1));
        proxy.clear();
        proxy.on("GetObject", status(203));
        statuses.addAll(ask(1));

        // Then
        assertThat(statuses).containsExactly(201, 202, 203);
        assertThat(first.hits()).isOne();
    }

    @Test
    void aServiceThatIsAwayEndsTheConnection() {
        assertThatThrownBy(() -> ask(1)).isInstanceOf(IOException.class);
    }

    @Test
    void aRuleMayReadTheBody() throws Exception {
        // Given
        proxy.on(request -> new String(request.body(), StandardCharsets.UTF_8).contains("needle"), status(201));
        proxy.on("PutItem", status(200));

        // Then
        assertThat(put("hay")).isEqualTo(200);
        assertThat(put("hay and a needle")).isEqualTo(201);
    }

    private int put(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(proxy.endpoint())
                .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private List<Integer> ask(int times) throws Exception {
        return ask(Collections.nCopies(times, "/b/k").toArray(String[]::new));
    }

    private List<Integer> ask(String... targets) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (String target : targets) {
            HttpRequest request =
                    HttpRequest.newBuilder(proxy.endpoint().resolve(target)).build();
            statuses.add(client.send(request, BodyHandlers.discarding()).statusCode());
        }
        return statuses;
    }

    private static Action status(int status) {
        return Action.answer(status, Map.of(), new byte[0]);
    }
}
