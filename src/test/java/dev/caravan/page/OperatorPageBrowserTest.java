package dev.caravan.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a real pipeline in a real browser. */
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
    }

    @AfterAll
    static void stop() {
        chromium.close();
        pipeline.close();
    }

    private static void send(int from, int to) throws Exception {
        pipeline.send(IntStream.range(from, to).mapToObj(Integer::toString));
    }

    @Test
    void figuresMoveWhileRecordsComeIn() throws Exception {
        try (Chromium.Visit visit = chromium.visit(pipeline.url())) {
            // Given
            Locator card = visit.page.locator(
                    "article", new com.microsoft.playwright.Page.LocatorOptions().setHasText("orders-to-lake"));
            assertThat(card).containsText("Reads", SOON);
            assertThat(visit.page.locator("#verdict .sentence"))
                    .containsText(Pattern.compile("Data flows: .* records/s"), SOON);
            long before = delivered(card);

            // When
            send(5_000, 7_000);

            // Then
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
                                .setHas(card.page()
                                        .getByText(
                                                "delivered",
                                                new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))))
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

    @ParameterizedTest
    @CsvSource({
        "light, LIGHT, 1280, 900",
        "dark, DARK, 1280, 900",
        "phone, LIGHT, 390, 844",
        "phone-dark, DARK, 390, 844"
    })
    void everybodyCanReadIt(String name, ColorScheme scheme, int width, int height) {
        try (Chromium.Visit visit = chromium.visit(pipeline.url(), scheme, width, height)) {
            // Given
            assertThat(visit.page.locator("#object-rows tr").first()).containsText("/orders/", SOON);
            visit.page.locator("summary").all().forEach(Locator::click);

            // When
            visit.screenshot("page-" + name);

            // Then
            visit.requireAccessible();
            assertThat((Integer) visit.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            assertThat(visit.complaints()).isEmpty();
        }
    }
}
