package uk.gov.education.training.providerapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "uk.gov.education.training.providerapi";

    @ArchTest
    static final ArchRule rulesArePure = classes()
            .that()
            .resideInAPackage(ROOT + ".domain")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + ".domain", "uk.gov.education.training.events", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule consumersLeaveTheDatabaseToTheUseCases = noClasses()
            .that()
            .resideInAPackage(ROOT + ".kafka")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".store");

    @ArchTest
    static final ArchRule nothingDependsOnTheEdges = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".domain", ROOT + ".store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".rest", ROOT + ".kafka");

    @ArchTest
    static void everyPackageNamedHereHasClasses(JavaClasses all) {
        for (String name : List.of("domain", "kafka", "store", "rest")) {
            assertThat(all).anyMatch(type -> type.getPackageName().equals(ROOT + "." + name));
        }
    }
}
