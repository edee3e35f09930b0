package dev.caravan.faults.proxy;

import static dev.caravan.faults.proxy.ScriptedService.readUntil;
import static dev.caravan.faults.proxy.ScriptedService.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpProxyBytesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private ScriptedService service;
    private HttpProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        service = new ScriptedService();
        proxy = HttpProxy.start(service.endpoint());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.endpoint().getPort());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        service.close();
    }

    @Test
    void requestsAndAnswersOfAKeptConnectionPassByteForByte() throws Exception {
        // Given
        String first = "PUT /b/k%20%C3%A4?x=%2F HTTP/1.1\r\nhOST:  example:1\r\nX-Odd:\tone\r\nX-Odd: two \r\n"
                + "content-length: 6\r\n\r\nb\0d\r\n\u00ff";
        String firstAnswer = "HTTP/1.1 200 Fine  by me\r\nX-a:b\r\nContent-Length: 3\r\n\r\n\0\r\n";
        String chunks = "3;ext=1\r\nabc\r\n00A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
        String second = "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n".concat(chunks);
        String secondAnswer =
                "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nx-checksum: 1\r\n\r\n";
        CompletableFuture<String> received = service.play((in, out) -> {
            String one = readUntil(in, "\u00ff");
            write(out, firstAnswer);
            String two = readUntil(in, "t\r\n\r\n");
            write(out, secondAnswer);
            return one + two;
        });

        // When
        String answers = ask(first, "\0\r\n") + ask(second, "1\r\n\r\n");

        // Then
        assertThat(received.get()).isEqualTo(first + second);
        assertThat(answers).isEqualTo(firstAnswer + secondAnswer);
    }

    @Test
    void anAnswerToHeadHasNoBodyWhateverLengthItTells() throws Exception {
        // Given
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n";
        service.serve((in, out) -> {
            readUntil(in, "\r\n\r\n");
            write(out, head);
            readUntil(in, "\r\n\r\n");
            write(out, OK);
        });

        // When
        String answers = ask("HEAD /b/k HTTP/1.1\r\n\r\n", "\r\n\r\n") + ask("GET /b/k HTTP/1.1\r\n\r\n", "ok");

        // Then
        assertThat(answers).isEqualTo(head + OK);
    }

    @Test
    void anAnswerThatEndsWithItsConnectionPassesAndEndsTheClients() throws Exception {
        // Given
        String answer = "HTTP/1.1 200 OK\r\n\r\nuntil the end";
        service.serve((in, out) -> {
            readUntil(in, "\r\n\r\n");
            write(out, answer);
        });

        // When
        String received = ask("GET /b/k HTTP/1.1\r\n\r\n", "no such end");

        // Then
        assertThat(received).isEqualTo(answer);
    }

    @Test
    void aClientThatWaitsIsToldToContinueOnce() throws Exception {
        // Given
        String head = "PUT /b/k HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
        CompletableFuture<String> received = service.play((in, out) -> {
            String all = readUntil(in, "\r\n\r\n");
            write(out, "HTTP/1.1 100 Continue\r\n\r\n");
            all += readUntil(in, "body");
            write(out, OK);
            return all;
        });

        // When
        String told = ask(head, "\r\n\r\n");
        String answer = ask("body", "ok");

        // Then
        assertThat(told).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(answer).isEqualTo(OK);
        assertThat(received.get()).isEqualTo(head + "body");
    }

    @Test
    void aRefusedClientThatWaitsIsNotAskedForItsBody() throws Exception {
        // Given
        proxy.on("PutObject", Action.answer(503, Map.of("X-A", "1"), "slow".getBytes(StandardCharsets.UTF_8)));

        // When
        String answer = ask("PUT /b/k HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n", "no such end");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 503").endsWith("slow").contains("Connection: close");
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestPassesAtOnceAndEndsTheConnection() throws Exception {
        // Given
        service.serve((in, out) -> {
            readUntil(in, "\r\n\r\n");
            write(out, OK);
            in.transferTo(OutputStream.nullOutputStream());
        });

        // When
        String answer = ask("PUT /b/k HTTP/1.1\r\nContent-Length: 99999\r\n\r\nnot all", "no such end");

        // Then
        assertThat(answer).isEqualTo(OK);
    }

    @Test
    void aClientThatGoesAwayInItsRequestDoesSoForTheService() throws Exception {
        // Given
        String request = "PUT /b/k HTTP/1.1\r\nContent-Length: 99999\r\n\r\nnot all";
        CompletableFuture<String> received = service.play((in, out) -> readUntil(in, "no such end"));

        // When
        write(client.getOutputStream(), request);
        client.close();

        // Then
        assertThat(received.get()).isEqualTo(request);
    }

    @Test
    void aServiceThatClosesWithoutAnAnswerIsNotAskedAgain() throws Exception {
        // Given
        CompletableFuture<String> received = service.play((in, out) -> readUntil(in, "\r\n\r\n"));
        CompletableFuture<String> again = service.play((in, out) -> "again");

        // When
        String answer = ask("DELETE /b/k HTTP/1.1\r\n\r\n", "no such end");

        // Then
        assertThat(answer).isEmpty();
        assertThat(received.get()).startsWith("DELETE");
        assertThat(again).isNotDone();
        assertThat(proxy.count("DeleteObject")).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheServiceClosedInItsIdleTimeIsMadeAnew() throws Exception {
        // Given
        ScriptedService.Script<String> one = (in, out) -> {
            String request = readUntil(in, "\r\n\r\n");
            write(out, OK);
            return request;
        };
        CompletableFuture<String> first = service.play(one);
        ask("GET /b/k HTTP/1.1\r\n\r\n", "ok");
        first.get();
        CompletableFuture<String> second = service.play(one);

        // When
        String answer = ask("GET /b/other HTTP/1.1\r\n\r\n", "ok");

        // Then
        assertThat(answer).isEqualTo(OK);
        assertThat(second.get()).startsWith("GET /b/other");
    }

    @Test
    void anEditedChunkedAnswerTellsItsNewLength() throws Exception {
        // Given
        service.serve((in, out) -> {
            readUntil(in, "\r\n\r\n");
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nx-amz-crc32: 7\r\n\r\n");
            write(out, "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
        });
        proxy.on("GetObject", Action.editReply(body -> (new String(body, StandardCharsets.UTF_8) + "de")
                .getBytes(StandardCharsets.UTF_8)));

        // When
        String answer = ask("GET /b/k HTTP/1.1\r\n\r\n", "abcde");

        // Then
        assertThat(answer).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde");
    }

    @Test
    void aCutAnswerPromisesAllOfIt() throws Exception {
        // Given
        service.serve((in, out) -> {
            readUntil(in, "\r\n\r\n");
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
        });
        proxy.on("GetObject", Action.truncateReply(4));

        // When
        String answer = ask("GET /b/k HTTP/1.1\r\n\r\n", "no such end");

        // Then
        assertThat(answer).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123");
    }

    @Test
    void closingDropsWhatIsHeld() throws Exception {
        // Given
        Hold hold = new Hold();
        proxy.on("DeleteObject", Action.hold(hold));
        CompletableFuture<String> received = service.play((in, out) -> readUntil(in, "\r\n\r\n"));
        write(client.getOutputStream(), "DELETE /b/k HTTP/1.1\r\n\r\n");
        hold.reached(Duration.ofSeconds(10));

        // When
        proxy.close();
        hold.release();

        // Then
        assertThat(readUntil(client.getInputStream(), "no such end")).isEmpty();
        assertThat(received).isNotDone();
    }

    private String ask(String request, String endOfAnswer) throws IOException {
        write(client.getOutputStream(), request);
        InputStream in = client.getInputStream();
        client.setSoTimeout(10_000);
        return readUntil(in, endOfAnswer);
    }
}
