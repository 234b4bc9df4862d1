package uk.gov.education.training.funding;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    /** The order that the package-info of {@code domain} describes. */
    @Test
    void domainPackagesUseOnlyThoseBelowThem() {
        String domain = getClass().getPackageName() + ".domain";
        var classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(domain);

        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("money")
                .definedBy(domain)
                .layer("contracts")
                .definedBy(domain + ".contracts")
                .layer("eligibility")
                .definedBy(domain + ".eligibility")
                .layer("declarations")
                .definedBy(domain + ".declarations")
                .layer("statements")
                .definedBy(domain + ".statements")
                .whereLayer("money")
                .mayNotAccessAnyLayer()
                .whereLayer("contracts")
                .mayOnlyAccessLayers("money")
                .whereLayer("eligibility")
                .mayOnlyAccessLayers("money")
                .whereLayer("declarations")
                .mayOnlyAccessLayers("money", "contracts", "eligibility")
                .whereLayer("statements")
                .mayOnlyAccessLayers("money", "contracts")
                .check(classes);
    }
}
