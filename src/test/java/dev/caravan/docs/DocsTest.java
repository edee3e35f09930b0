package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.lake.LakeProperties;
import dev.caravan.local.LocalService;
import dev.caravan.record.Reason;
import dev.caravan.settings.ShippedFile;
import dev.caravan.source.BatchProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written in {@code docs/} is what the program does. */
class DocsTest {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)java -jar (?:\\.\\./)?target/caravan(?:-local)?\\.jar (.*)$");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void theCommandsAreThoseOfTheProgram() throws IOException {
        Path file = DOCS.resolve("commands.md");
        requireCurrent(
                file, new GeneratedParts(Map.of("commands", CommandReference.text())).in(Files.readString(file)));
    }

    @Test
    void theOptionsAreThoseOfTheEndpointsAndTheParametersThoseOfTheTemplates() throws IOException {
        Path file = DOCS.resolve("routes.md");
        Map<String, String> parts = new HashMap<>(EndpointReference.all());
        parts.put("templates", TemplateReference.text());
        requireCurrent(file, new GeneratedParts(parts).in(Files.readString(file)));
    }

    @Test
    void theSettingsAreThoseThatAreDefined() throws IOException {
        requireCurrent(Path.of("application.properties"), ShippedFile.text());
        Path file = DOCS.resolve("configuration.md");
        requireCurrent(
                file, new GeneratedParts(Map.of("settings", SettingsReference.text())).in(Files.readString(file)));
    }

    @Test
    void thePictureIsTheOneThatIsDrawn() throws IOException {
        requireCurrent(DOCS.resolve("pipelines.svg"), PipelinePicture.svg());
    }

    @Test
    void aStaleFileAndAPartWithoutItsMarkerAreFound() {
        // Given
        GeneratedParts parts = new GeneratedParts(Map.of("a", "new\n"));
        String stale = "by hand\n<!-- generated: a -->\nold\n<!-- end -->\nby hand, too\n";

        // When
        String renewed = parts.in(stale);

        // Then
        assertThat(renewed).isEqualTo("by hand\n<!-- generated: a -->\nnew\n<!-- end -->\nby hand, too\n");
        assertThat(parts.in(renewed)).isEqualTo(renewed);
        assertThatThrownBy(() -> parts.in("by hand\n")).hasMessageContaining("[a]");
        assertThatThrownBy(() -> parts.in(stale + stale.replace(": a", ": b"))).hasMessageContaining("[a, b]");
    }

    @Test
    void everyCommandLineIsOneThatTheProgramTakes() throws IOException {
        List<String[]> lines = new ArrayList<>();
        for (String file : List.of(
                "README.md",
                "docs/commands.md",
                "docs/configuration.md",
                "docs/editing.md",
                "docs/local.md",
                "docs/permissions.md",
                "docs/routes.md")) {
            COMMAND.matcher(Files.readString(Path.of(file)))
                    .results()
                    .forEach(line -> lines.add(WORD.matcher(line.group(1).replaceFirst(" +[#>].*| && .*", ""))
                            .results()
                            .map(word -> word.group().replace("\"", ""))
                            .toArray(String[]::new)));
        }
        assertThat(lines).hasSizeGreaterThan(10).allSatisfy(words -> assertThatCode(
                        () -> CommandReference.requireUnderstood(words))
                .as(String.join(" ", words))
                .doesNotThrowAnyException());
        assertThatThrownBy(() -> CommandReference.requireUnderstood("query", "SELECT 1", "--nonsense"))
                .hasMessageContaining("--nonsense");
    }

    @Test
    void boxesNeitherOverlapNorOverflow() {
        List<Box> boxes = PipelinePicture.BOXES;
        assertThat(boxes).allSatisfy(box -> {
            assertThat(box.holdsItsText()).as(box.title()).isTrue();
            assertThat(box.right()).isLessThan(PipelinePicture.WIDTH);
            assertThat(box.bottom()).isLessThan(PipelinePicture.HEIGHT);
            assertThat(boxes.stream().filter(box::overlaps)).containsExactly(box);
        });
    }

    @Test
    void theRoutesOfThePictureAreShipped() throws IOException {
        StringBuilder shipped = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                shipped.append(Files.readString(file));
            }
        }
        assertThat(PipelinePicture.BOXES.stream()
                        .filter(box -> box.kind() == Box.Kind.ROUTE)
                        .map(Box::title))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(shipped.toString()).contains("    id: " + route + "\n"));
    }

    @Test
    void everyPropertyReasonAndServiceIsExplained() throws IOException {
        String routes = Files.readString(DOCS.resolve("routes.md"));
        assertThat(routes)
                .contains(BatchProperties.BATCH_ID, BatchProperties.SOURCE, BatchProperties.PARTITION)
                .contains(BatchProperties.START, BatchProperties.END, BatchProperties.RECORDS, BatchProperties.BYTES)
                .contains(LakeProperties.OBJECTS)
                .contains(Arrays.stream(Reason.values())
                        .map(reason -> "`" + reason.code() + "`")
                        .toList());
        assertThat(Files.readString(DOCS.resolve("local.md")))
                .contains(Arrays.stream(LocalService.values())
                        .map(LocalService::toString)
                        .toList());
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        assertThat(Path.of("README.md")).satisfies(DocsTest::requireLinks);
        try (Stream<Path> files = Files.walk(DOCS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).allSatisfy(DocsTest::requireLinks);
        }
    }

    private static void requireLinks(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        assertThat(LINK.matcher(Files.readString(file)).results().map(link -> folder.resolve(link.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
    }

    /** With {@code -Dcaravan.docs.write=true} the file is written instead. */
    private static void requireCurrent(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("caravan.docs.write")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is stale: mvn test -Dtest=DocsTest -Dcaravan.docs.write=true writes it anew", file)
                .isEqualTo(wanted);
    }
}
