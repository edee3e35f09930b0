package dev.caravan.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.caravan.batch.BatchPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String VERIFIER = "dev.caravan.generate.verify..";
    /** All that the verifier may use of ours: what was sent, and how it is made again. */
    private static final String[] TRUTH = {
        VERIFIER, "dev.caravan.generate.truth..", "dev.caravan.generate.sequence..", "dev.caravan.generate.profile.."
    };

    private static final JavaClasses CARAVAN = imported(importer -> importer.importUrl(
            BatchPolicy.class.getProtectionDomain().getCodeSource().getLocation()));

    /** Without the libraries' classes, which no rule looks into: reading them takes half a minute. */
    private static JavaClasses imported(Function<ClassFileImporter, JavaClasses> classes) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return classes.apply(new ClassFileImporter());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.caravan.(**)").should().beFreeOfCycles().check(CARAVAN);
    }

    @Test
    void aPlantedCycleIsFound() {
        JavaClasses planted = imported(importer -> importer.importPackages("dev.caravan.architecture.cycle"));

        assertThatThrownBy(() -> slices().matching("dev.caravan.architecture.cycle.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void theVerifierSharesNoCodeWithWhatItVerifies() {
        classes()
                .that()
                .resideInAnyPackage(TRUTH)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(TRUTH).or(resideOutsideOfPackage("dev.caravan..")))
                .check(CARAVAN);
    }

    @Test
    void theCoreKnowsNeitherCamelNorTheAwsSdkNorKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.caravan.record..", "dev.caravan.batch..", "dev.caravan.failure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "software.amazon..", "org.apache.kafka..")
                .check(CARAVAN);
    }

    @Test
    void onlyTheAwsPackageBuildsClients() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.caravan.aws..", "dev.caravan.local..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a client's builder is built",
                        call -> call.getTarget().getName().equals("build")
                                && call.getTargetOwner().getName().startsWith("software.amazon.awssdk.services")
                                && call.getTargetOwner().getSimpleName().endsWith("ClientBuilder")))
                .check(CARAVAN);
    }

    @Test
    void theProductDoesNotKnowTheEmbeddedServices() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.caravan.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.caravan.local..")
                .check(CARAVAN);
    }

    @Test
    void noClassIsNamedAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
                .check(CARAVAN);
    }

    @Test
    void theWallClockIsReadThroughAClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(CARAVAN);
    }

    @Test
    void everyPackageSaysWhatItPromises() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> without = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                    .toList();
            assertThat(without).isEmpty();
        }
    }

    @Test
    void noFileIsLongerThanFourHundredLines() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(400));
        }
    }

    @Test
    void camelTypesStayInTheFeaturesComponentClasses() {
        classes()
                .that(new DescribedPredicate<JavaClass>("are the pure parts of features") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().equals("dev.caravan.settings")
                                || type.getPackageName().startsWith("dev.caravan.generate");
                    }
                })
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("org.apache.camel.model..", "org.apache.camel.impl..")
                .check(CARAVAN);
    }
}
