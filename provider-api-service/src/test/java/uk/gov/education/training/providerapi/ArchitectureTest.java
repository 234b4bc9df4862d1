package uk.gov.education.training.providerapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.testsupport.ArchitectureRules;
import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    private static final String ROOT = "uk.gov.education.training.providerapi";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void publicApiHasNoConsole() {
        ArchitectureRules.serviceHasNoConsole(ROOT).check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void sharedStepsDoNotUseUseCases() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".decisions",
                        ROOT + ".documents",
                        ROOT + ".facts",
                        ROOT + ".ratelimit",
                        ROOT + ".timeline")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }
}
