package uk.gov.education.training.providerapi;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.testsupport.ArchitectureRules;
import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    @Test
    void publicApiHasNoConsole() {
        String root = getClass().getPackageName();

        ArchitectureRules.serviceHasNoConsole(root)
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages(root));
    }
}
