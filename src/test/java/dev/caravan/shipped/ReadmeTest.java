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

    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)\n```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @Test
    void theSetUpIsTwoCommands() throws IOException {
        // When
        List<String> commands =
                SHELL.matcher(readme()).results().map(block -> block.group(1)).toList();

        // Then
        assertThat(commands)
                .containsExactly("mvn -q -DskipTests package && java -jar target/caravan-local.jar demo", "mvn verify");
    }

    @Test
    void everyLinkLeadsToSomething() throws IOException {
        // When
        List<MatchResult> links = LINK.matcher(readme()).results().toList();

        // Then
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link.group(1)))
                .exists());
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
