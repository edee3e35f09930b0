package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @Test
    void theSetUpIsTwoCommands() throws IOException {
        // When
        List<String> commands = Readme.blocks("See it work", "sh");

        // Then
        assertThat(commands)
                .containsExactly("mvn -q -DskipTests package && java -jar target/caravan-local.jar demo", "mvn verify");
    }

    @Test
    void everyLinkLeadsToSomething() throws IOException {
        // When
        List<MatchResult> links = LINK.matcher(Readme.text()).results().toList();

        // Then
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link.group(1)))
                .exists());
    }

    /** The page is written by {@code ReadmeIT}, which types the README's lines. */
    @Test
    void theTranscriptOfTheFlowFromNothingIsOfTheLinesThatTheReadmeHas() throws IOException {
        // Given
        String transcript = Files.readString(Path.of("docs/first-flow.md"));

        // When
        List<String> lines = Readme.blocks("A flow of your own", "sh").stream()
                .flatMap(String::lines)
                .map(line -> "\n$ " + line + "\n")
                .toList();

        // Then
        assertThat(lines).isNotEmpty();
        assertThat(transcript)
                .as("mvn verify -Dit.test=ReadmeIT -Dcaravan.docs.write=true writes it anew")
                .contains(lines);
    }
}
