package uk.gov.education.training.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses console = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(getClass().getPackageName());

    @Test
    void consoleHasClasses() {
        assertThat(console).hasSizeGreaterThan(20);
    }

    @Test
    void consoleUsesNoDatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "java.sql..", "javax.sql..")
                .check(console);
    }

    @Test
    void consoleUsesNoClassOfAService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "uk.gov.education.training.schoolupdates..",
                        "uk.gov.education.training.schedule..",
                        "uk.gov.education.training.funding..",
                        "uk.gov.education.training.providerapi..")
                .check(console);
    }
}
