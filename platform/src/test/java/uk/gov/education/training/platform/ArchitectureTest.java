package uk.gov.education.training.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.testsupport.ArchitectureRules;

/** The platform's own architecture. */
// One instance, because importing the classes takes seconds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private final String root = getClass().getPackageName();
    private final JavaClasses platform =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(root);

    /** A rule about an empty package never fails. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "messaging",
                "web",
                "observability",
                "operations",
                "operations.domain",
                "operations.deadletters.domain",
                "operations.reconciliation.domain"
            })
    void everyPackageHasClasses(String name) {
        assertThat(platform.getPackage(root + "." + name).getClasses()).isNotEmpty();
    }

    @Test
    void domainKnowsOnlyTheContract() {
        ArchitectureRules.domainKnowsOnlyTheContract(root).check(platform);
    }

    @Test
    void domainIsDeterministic() {
        ArchitectureRules.domainIsDeterministic(root).check(platform);
    }

    @Test
    void partsAreLayered() {
        ArchitectureRules.platformIsLayered(root).check(platform);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchitectureRules.packagesHaveNoCycles(root).check(platform);
    }

    @Test
    void platformKnowsNoService() {
        ArchitectureRules.serviceKnowsNoOtherService(root).check(platform);
    }

    @Test
    void exceptionMessagesAreRedacted() {
        ArchitectureRules.exceptionMessagesAreRedacted(root).check(platform);
    }
}
