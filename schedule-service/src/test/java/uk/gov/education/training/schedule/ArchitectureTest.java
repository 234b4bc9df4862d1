package uk.gov.education.training.schedule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SERVICE = "uk.gov.education.training.schedule";

    @ArchTest
    void everyPackageHasClasses(JavaClasses service) {
        for (String name : new String[] {"domain", "kafka", "store", "rest"}) {
            assertThat(service.getPackage(SERVICE).getPackage(name).getClasses())
                    .as(name)
                    .hasSizeGreaterThan(1);
        }
    }

    @ArchTest
    void domainKnowsOnlyTheContract(JavaClasses service) {
        classes()
                .that()
                .resideInAPackage(SERVICE + ".domain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "uk.gov.education.training.events", SERVICE + ".domain")
                .check(service);
    }

    @ArchTest
    void consumersLeaveTheDatabaseToUseCases(JavaClasses service) {
        noClasses()
                .that()
                .resideInAPackage(SERVICE + ".kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICE + ".store", SERVICE + ".rest", "io.vertx..")
                .check(service);
    }

    /** A GET looks things up by itself; whatever changes something is a use case. */
    @ArchTest
    void nothingDependsOnConsumersOrResources(JavaClasses service) {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVICE + ".kafka", SERVICE + ".rest")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICE + ".kafka", SERVICE + ".rest")
                .check(service);
    }

    @ArchTest
    void useCasesAreNotUsedByWhatTheyUse(JavaClasses service) {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICE + ".domain", SERVICE + ".store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVICE)
                .check(service);
    }
}
