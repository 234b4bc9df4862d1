package uk.gov.education.training.platform.operations.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keeps the rules free of clocks and frameworks. */
class PurityTest {

    private final JavaClasses rules = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(getClass().getPackageName());

    @Test
    void rulesDependOnTheContractOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "uk.gov.education.training.events",
                        getClass().getPackageName())
                .check(rules);
    }

    @Test
    void rulesReadNoClock() {
        noClasses().should().callMethod(Instant.class, "now").check(rules);
    }
}
