package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.docs.GeneratedParts;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.shipped.Readme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's flow from nothing, its lines typed as they stand there into three terminals, with the packaged jars and an
 * edit while it runs. What came of them is {@code docs/first-flow.md}, with {@code -Dcaravan.docs.write=true}.
 */
@Timeout(400)
class ReadmeIT {

    private static final Path PAGE = Path.of("docs/first-flow.md").toAbsolutePath();
    private static final Pattern SENT = Pattern.compile("generate: (\\d+) records to kafka orders");
    private static final Pattern GOOD = Pattern.compile("generate: \\d+ records to kafka orders, good (\\d+)");
    private static final Pattern EVENTS = Pattern.compile("(?m)^[a-z]+ +(\\d+)$");
    private static final Pattern DELIVERED = Pattern.compile("(?m)^s3://orders-lake/orders/ +(?:\\S+ +){5}(\\d+) ");

    @TempDir
    private Path directory;

    @Test
    void itsOwnFlowIsMadeEditedWhileItRunsAndClearedAwayAsItSays() throws Exception {
        // Given
        Files.createSymbolicLink(directory.resolve("target"), Path.of("target").toAbsolutePath());
        List<String> blocks = Readme.blocks("A flow of your own", "sh");
        assertThat(blocks).hasSize(5);
        try (Terminal services = open();
                Terminal flow = open();
                Terminal hands = open()) {
            // When
            services.type(blocks.get(0));
            Path environment = directory.resolve("services.env");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(environment)
                            && Files.readString(environment).contains("SMTP_PORT="));
            flow.type(blocks.get(1));
            flow.awaitOutput("started in ", Duration.ofSeconds(90));
            String shown = Readme.blocks("A flow of your own", "yaml").get(0);
            assertThat(directory.resolve("orders/routes/orders.yaml")).hasContent(shown);
            String sent = hands.run(blocks.get(2), Duration.ofSeconds(90));
            flow.awaitOutput("Routes edited while they run: changed orders-to-lake", Duration.ofSeconds(10));

            // Then
            assertThat(sum(SENT, sent)).isEqualTo(1500);
            String found = await().atMost(Duration.ofSeconds(90))
                    .until(() -> hands.run(blocks.get(3), Duration.ofSeconds(60)), text -> isAll(sent, text));
            flow.interrupt();
            flow.type(blocks.get(4));
            flow.awaitOutput("Type the deployment's name", Duration.ofSeconds(90));
            flow.answer("orders");
            flow.awaitOutput("teardown: nothing is left of the deployment orders", Duration.ofSeconds(60));
            flow.awaitEnd(Duration.ofSeconds(30));
            assertThat(services.transcript() + flow.transcript() + sent).doesNotContain(Terminal.FAILED);
            write(services.transcript(), flow.transcript(), sent + found);
        }
    }

    /** Some lines only end well, or find all, when the last batch is written and crawled. */
    private static boolean isAll(String sent, String found) {
        return !found.contains(Terminal.FAILED)
                && found.contains("reconcile: COMPLETE")
                && sum(DELIVERED, found) == sum(SENT, sent)
                && sum(EVENTS, found) == sum(GOOD, sent);
    }

    private Terminal open() throws Exception {
        // Another process of this machine may have the one of the defaults.
        return Terminal.open(directory, Map.of("MANAGEMENT_PORT", String.valueOf(LoopbackPort.free())));
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }

    private void write(String... terminals) throws Exception {
        if (!Boolean.getBoolean("caravan.docs.write")) {
            return;
        }
        String text = Stream.of(terminals)
                .map(screen -> "```text\n" + screen.replace(directory.toString(), "~") + "```\n")
                .collect(Collectors.joining("\n"));
        Files.writeString(PAGE, new GeneratedParts(Map.of("transcript", text)).in(Files.readString(PAGE)));
    }
}
