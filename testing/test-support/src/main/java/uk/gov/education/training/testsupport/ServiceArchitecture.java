package uk.gov.education.training.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every service is built. A service's {@code ArchitectureTest}, in its root package, extends this. */
// One instance, because importing the classes takes seconds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceArchitecture {

    private final String root = getClass().getPackageName();
    private final JavaClasses service =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(root);

    /** Without this the other rules could hold because there is nothing that they are about. */
    @ParameterizedTest
    @ValueSource(strings = {"domain", "kafka", "rest"})
    void everyPackageHasClasses(String name) {
        assertThat(service.getPackage(root + "." + name).getClassesInPackageTree()).hasSizeGreaterThan(1);
    }

    @Test
    void domainKnowsOnlyTheContract() {
        classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "uk.gov.education.training.events",
                        "uk.gov.education.training.platform.rules",
                        root + ".domain..")
                .check(service);
    }

    @Test
    void domainAsksNeitherClockNorChance() {
        noClasses()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(service);
    }

    /** A GET may look things up by itself; whatever changes something is a use case. */
    @Test
    void consumersLeaveTheDatabaseToTheUseCases() {
        noClasses()
                .that()
                .resideInAPackage(root + ".kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".store", root + ".rest")
                .check(service);
    }

    /** The console, where there is one, is a set of resources too. */
    @Test
    void nothingDependsOnConsumersOrResources() {
        noClasses()
                .that()
                .resideOutsideOfPackages(root + ".kafka", root + ".rest", root + ".console")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".kafka", root + ".rest", root + ".console")
                .check(service);
    }

    @Test
    void useCasesAreNotUsedByWhatTheyUse() {
        noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root)
                .check(service);
    }
}
