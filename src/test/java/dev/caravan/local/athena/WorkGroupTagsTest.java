package dev.caravan.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.athena.workgroup.WorkGroup;
import dev.caravan.local.athena.workgroup.WorkGroups;
import dev.caravan.testing.SharedServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;
import software.amazon.awssdk.services.athena.model.Tag;

@Timeout(60)
class WorkGroupTagsTest {

    private final AthenaClient athena = SharedServices.athenaClient();
    private final String name = SharedServices.uniqueName("group");

    @Test
    void tagsComeWithTheWorkGroupAndGoOneByOne() {
        // Given
        athena.createWorkGroup(create -> create.name(name).tags(tag("team", "lake")));

        // When / Then
        athena.tagResource(add -> add.resourceARN(arn(name)).tags(tag("team", "shop"), tag("cost", "7")));
        assertThat(tags()).containsExactly(tag("cost", "7"), tag("team", "shop"));
        athena.updateWorkGroup(update -> update.workGroup(name).description("kept"));
        athena.untagResource(remove -> remove.resourceARN(arn(name)).tagKeys("cost", "unknown"));
        assertThat(tags()).containsExactly(tag("team", "shop"));
        athena.deleteWorkGroup(delete -> delete.workGroup(name));
        assertThatThrownBy(this::tags).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anArnOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> athena.listTagsForResource(list -> list.resourceARN("arn:aws:s3:::lake/workgroup/a")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not that of a work group");
    }

    @Test
    void aFileOfAnEarlierVersionHasNoTags(@TempDir Path directory) throws Exception {
        // Given
        WorkGroups groups = new WorkGroups(directory, Clock.systemUTC());
        WorkGroup group = groups.find(WorkGroup.PRIMARY).orElseThrow();
        groups.change(WorkGroup.PRIMARY, before -> before.withTags(Map.of("team", "lake")));
        Path file = directory.resolve("work-groups.json");

        // When / Then
        assertThat(new WorkGroups(directory, Clock.systemUTC()).find(WorkGroup.PRIMARY))
                .contains(group.withTags(Map.of("team", "lake")));
        String older = Files.readString(file).replaceFirst("(?i),\\s*\"tags\"\\s*:\\s*\\{[^}]*}", "");
        assertThat(older).doesNotContainIgnoringCase("tags");
        Files.writeString(file, older);
        assertThat(new WorkGroups(directory, Clock.systemUTC()).find(WorkGroup.PRIMARY))
                .contains(group);
    }

    private List<Tag> tags() {
        return athena.listTagsForResource(list -> list.resourceARN(arn(name))).tags();
    }

    private static String arn(String name) {
        return "arn:aws:athena:us-east-1:000000000000:workgroup/" + name;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
