package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class AdvisoriesIT {

    private static final Path FILE = Path.of("docs/advisories.json");
    private static final Map<String, String> SHIPPED = Map.of(
            "org.apache.camel:camel-aws2-s3", "4.17.0",
            "org.apache.camel:camel-kafka", "4.17.0",
            "org.apache.camel:camel-core-processor", "4.17.0");

    /** Maven makes the bill with the network only. */
    @Test
    @DisabledIfSystemProperty(named = "caravan.maven", matches = "offline=true")
    void everyAdvisoryOfAShippedLibraryIsMitigatedAndHeldByATest() throws IOException {
        // Given
        Map<String, String> libraries = Advisories.libraries(
                new JsonMapper().readTree(Path.of("target/caravan-sbom.json").toFile()));

        // When / Then
        assertThat(libraries).hasSizeGreaterThan(50);
        assertThat(Advisories.of(FILE).problems(libraries)).isEmpty();
    }

    @Test
    void aLibraryThatIsMendedLeavesItsAdvisoryOpenNoLonger() throws IOException {
        // Given
        Map<String, String> mended = new TreeMap<>(SHIPPED);
        mended.put("org.apache.camel:camel-aws2-s3", "4.18.5");

        // When / Then
        assertThat(Advisories.of(FILE).problems(mended))
                .containsExactly("CVE-2026-95664 is \"open\", but version 4.18.5 is not affected");
    }

    @Test
    void aLibraryThatHasToStayOutIsNamed() throws IOException {
        // Given
        Map<String, String> more = new TreeMap<>(SHIPPED);
        more.put("org.apache.camel:camel-leveldb", "4.17.0");

        // When / Then
        assertThat(Advisories.of(FILE).problems(more))
                .singleElement()
                .asString()
                .contains("camel-leveldb", "25747");
    }
}
