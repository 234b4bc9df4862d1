package uk.gov.education.training.schoolupdates;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String ROOT = "uk.gov.education.training.schoolupdates";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @ValueSource(strings = {"domain", "store", "rest", "kafka"})
    void everyPackageHasClasses(String name) {
        assertThat(classes.that(resideInAnyPackage(ROOT + "." + name))).hasSizeGreaterThan(1);
    }

    @Test
    void domainIsPure() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".domain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".domain", "uk.gov.education.training.events")
                .check(classes);
    }

    @Test
    void domainAsksNeitherClockNorChance() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".domain")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(classes);
    }

    @Test
    void edgesGoThroughUseCases() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".rest", ROOT + ".kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".store")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".rest", ROOT + ".kafka")
                .check(classes);
    }
}
