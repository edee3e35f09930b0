package dev.caravan.local.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ObjectSamplerTest {

    @Test
    void ofManyObjectsInAFolderAFewAreReadFromTheFirstToTheLast() {
        // When
        List<LakeObject> chosen = ObjectSampler.chosen(tree(5_000, 1), OptionalInt.empty());
        // Then
        assertThat(chosen).hasSize(16);
        assertThat(chosen.get(0).key()).endsWith("/00000.json");
        assertThat(chosen.get(15).key()).endsWith("/04999.json");
    }

    @Test
    void ofManyFoldersEachIsReadButFewObjectsOfEach() {
        assertThat(ObjectSampler.chosen(tree(5_000, 500), OptionalInt.empty())).hasSize(1_000);
        assertThat(ObjectSampler.chosen(tree(5_000, 5_000), OptionalInt.empty()))
                .hasSize(5_000);
    }

    @Test
    void theUsersSampleSizeCountsForEachFolder() {
        assertThat(ObjectSampler.chosen(tree(100, 2), OptionalInt.of(3))).hasSize(6);
    }

    @Test
    void anObjectOfEachExtensionIsReadAndEmptyObjectsAreNot() {
        // Given
        List<LakeObject> objects = new ArrayList<>(List.of(new LakeObject("a/empty.json", 0)));
        for (int i = 0; i < 100; i++) {
            objects.add(new LakeObject(String.format("a/%03d.json", i), 1));
        }
        objects.add(new LakeObject("a/050x.csv", 1));
        objects.sort(Comparator.comparing(LakeObject::key));
        // When
        List<LakeObject> chosen = ObjectSampler.chosen(Folder.tree("", objects), OptionalInt.empty());
        // Then
        assertThat(chosen).extracting(LakeObject::name).contains("050x.csv").doesNotContain("empty.json");
        assertThat(chosen).hasSize(16);
    }

    private static Folder tree(int objects, int folders) {
        List<LakeObject> listed = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            listed.add(new LakeObject(String.format("t/dt=%05d/%05d.json", i % folders, i), 1));
        }
        listed.sort(Comparator.comparing(LakeObject::key));
        return Folder.tree("t/", listed);
    }
}
