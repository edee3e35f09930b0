package dev.caravan.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page of a real pipeline in a real browser. With {@code -Dcaravan.docs.write=true} its picture in the documentation is
 * taken anew.
 */
@Tag("browser")
@Timeout(180)
class OperatorPageBrowserTest {

    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(60_000);

    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        pipeline = new RunningPipeline(directory, Map.of());
        chromium = new Chromium();
        send(0, 5_000);
        KeptMail.write(pipeline.mail().resolve("2026-01-01-actions-by-day.eml"));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        pipeline.close();
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void send(int from, int to) throws Exception {
        pipeline.send(IntStream.range(from, to).mapToObj(Integer::toString));
    }

    @Test
    void figuresMoveWhileRecordsComeIn() throws Exception {
        try (Chromium.Visit visit = chromium.visit(pipeline.url())) {
            // Given
            Locator card = visit.page.locator("article", containing("orders-to-lake"));
            assertThat(card).containsText("Reads", SOON);
            long before = delivered(card);

            // When
            send(5_000, 7_000);

            // Then
            assertThat(visit.page.locator("#sentence"))
                    .containsText(Pattern.compile("[Dd]ata flows: .* records/s"), SOON);
            visit.page.waitForCondition(() -> delivered(card) >= before + 2_000);
            assertThat(visit.page.locator("#object-rows tr").first()).containsText("/orders/", SOON);
            assertThat(visit.page.locator("#connection")).hasText("Live");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static long delivered(Locator card) {
        String text = card.locator(
                        "dl div",
                        new Locator.LocatorOptions()
                                .setHas(card.page().getByText("delivered", new Page.GetByTextOptions().setExact(true))))
                .locator("dd")
                .textContent();
        return Long.parseLong(text.replace(",", ""));
    }

    @Test
    void anEditThatCannotBeUsedIsShownUntilItIsMended() throws Exception {
        try (Chromium.Visit visit = chromium.visit(pipeline.url())) {
            // When
            pipeline.edit("soon");

            // Then
            assertThat(visit.page.locator("#sentence"))
                    .containsText("The last edit of the routes is not applied", SOON);
            assertThat(visit.page.locator("#edit-problems")).containsText("maxAge", SOON);

            // When
            pipeline.edit("1s");

            // Then
            assertThat(visit.page.locator("#edit-problems")).isHidden();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void whatWasRejectedIsCountedAndSentBackAfterSomebodyHasConfirmedTheNumber() throws Exception {
        try (Chromium.Visit visit = chromium.visit(pipeline.url())) {
            // Given
            pipeline.send(Stream.of("\"one\"", "\"two\"", "\"three\""));
            Locator letters = visit.page.locator("#letter-rows tr", containing("wrong-type"));
            assertThat(letters).containsText("orders-to-lake", SOON);

            // When
            letters.getByRole(AriaRole.BUTTON).click();
            Locator dialog = visit.page.locator("#replay");
            assertThat(dialog).containsText("3 records would be sent back", SOON);
            visit.requireAccessible();
            visit.screenshot("page-replay");
            dialog.getByText("Send 3 records back").click();

            // Then
            assertThat(dialog).containsText("3 of 3 records were sent back", SOON);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(pipeline.deadLetters())
                    .hasSize(6)
                    .filteredOn(letter -> letter.mark().count() == 1)
                    .hasSize(3));
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aStatementThatReadsIsRunAndDrawnAndOneThatWritesIsNot() {
        try (Chromium.Visit visit = chromium.visit(pipeline.url())) {
            // When
            visit.page.fill("#sql", "SELECT * FROM (VALUES ('view', 30), ('buy', 12), (NULL, 1)) AS t (action, n)");
            visit.page.click("#query-run");

            // Then
            assertThat(visit.page.locator("#query-rows")).containsText("view", SOON);
            assertThat(visit.page.locator("#query-state")).containsText("3 rows, 0 B scanned");
            assertThat(visit.page.locator("#query-chart"))
                    .hasAttribute("aria-label", "n by action: view 30, buy 12, null 1");

            // When
            visit.page.fill("#sql", "EXPLAIN ANALYZE INSERT INTO orders VALUES (1)");
            visit.page.keyboard().press("Control+Enter");

            // Then
            assertThat(visit.page.locator("#query-problem")).containsText("Only what reads is run here");
            // The browser itself says of every refusal that it was one.
            assertThat(visit.complaints()).allMatch(complaint -> complaint.contains("400"));
        }
    }

    @Test
    void aMailLooksAsItWouldAndLoadsNothing() {
        try (Chromium.Visit visit = chromium.visit(pipeline.url())) {
            // When
            visit.page.locator("#mail-list button").click();

            // Then
            FrameLocator mail = visit.page.frameLocator("#mail-frame");
            assertThat(mail.locator("h1"))
                    .hasText("Actions by day", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            assertThat(mail.locator("h1")).hasCSS("color", "rgb(18, 52, 86)");
            assertThat((Integer) mail.locator("img#chart").evaluate("picture => picture.naturalWidth"))
                    .isEqualTo(1);
            assertThat((Integer) mail.locator("img#elsewhere").evaluate("picture => picture.naturalWidth"))
                    .isZero();
            assertThat(mail.locator("#script")).hasText("not run");
            assertThat(visit.page.locator("#mail-attachments")).containsText("actions.csv");
            visit.screenshot("page-mail");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "light, LIGHT, 1280, 900",
        "dark, DARK, 1280, 900",
        "phone, LIGHT, 390, 844",
        "phone-dark, DARK, 390, 844"
    })
    void everybodyCanReadIt(String name, ColorScheme scheme, int width, int height) throws Exception {
        try (Chromium.Visit visit = chromium.visit(pipeline.url(), scheme, width, height)) {
            // Given
            assertThat(visit.page.locator("#object-rows tr").first()).containsText("/orders/", SOON);
            visit.page.locator("summary:visible").all().forEach(Locator::click);

            // When
            Path picture = visit.screenshot("page-" + name);
            if (Boolean.getBoolean("caravan.docs.write") && name.equals("light")) {
                Files.copy(picture, Path.of("docs/page.png"), StandardCopyOption.REPLACE_EXISTING);
            }

            // Then
            visit.requireAccessible();
            assertThat((Integer) visit.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            assertThat(visit.complaints()).isEmpty();
        }
    }
}
