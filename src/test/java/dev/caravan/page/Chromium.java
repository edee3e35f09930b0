package dev.caravan.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The chromium of this machine, without a window. For one thread. */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static final String AXE = resource("/axe.min.js");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions()
                    .setExecutablePath(executable())
                    // A container of a build has no namespaces for it, and only our own pages are loaded.
                    .setArgs(List.of("--no-sandbox", "--font-render-hinting=none")));

    private static String resource(String name) {
        try (InputStream content = Chromium.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no chromium: apt-get install --no-install-recommends chromium fonts-liberation"));
    }

    /** What a visitor sees, with everything that the browser complained about. */
    final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        final Page page;

        private Visit(String url, ColorScheme scheme, int width, int height) {
            context = browser.newContext(new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setViewportSize(width, height)
                    .setLocale("en-GB")
                    .setTimezoneId("UTC"));
            page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    complaints.add(message.type() + ": " + message.text());
                }
            });
            page.onPageError(error -> complaints.add("thrown: " + error));
            page.navigate(url);
        }

        /** Errors, warnings and breaches of the content security policy. */
        List<String> complaints() {
            return complaints;
        }

        /** No breach of WCAG 2 at levels A and AA, nor of axe's best practices. */
        void requireAccessible() {
            page.evaluate(AXE);
            assertThat(page.evaluate("axe.run().then(found => found.violations.map(each => each.id + ': ' + each.help"
                            + " + ' ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))"))
                    .isEqualTo(List.of());
        }

        /** Of the whole page, as high as it is: a screen that scrolls would show what sticks to its top in the middle. */
        Path screenshot(String name) {
            int width = page.viewportSize().width;
            int height = page.viewportSize().height;
            page.setViewportSize(width, (Integer) page.evaluate("document.documentElement.scrollHeight"));
            // What is drawn anew for the new size is there two frames later.
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            Path file = SCREENSHOTS.resolve(name + ".png");
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
            page.setViewportSize(width, height);
            return file;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    Visit visit(String url, ColorScheme scheme, int width, int height) {
        return new Visit(url, scheme, width, height);
    }

    Visit visit(String url) {
        return visit(url, ColorScheme.LIGHT, 1280, 900);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
