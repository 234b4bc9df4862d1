package uk.gov.education.training.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for every service. The {@code ArchitectureTest} in a service's root package extends this class. */
// One instance, because importing the classes takes seconds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceArchitecture {

    private final String root = getClass().getPackageName();
    private final JavaClasses service =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(root);

    /** A rule about an empty package would always hold. */
    @ParameterizedTest
    @ValueSource(strings = {"domain", "kafka", "rest"})
    void everyPackageHasClasses(String name) {
        assertThat(service.getPackage(root + "." + name).getClassesInPackageTree())
                .hasSizeGreaterThan(1);
    }

    @Test
    void domainKnowsOnlyTheContract() {
        ArchitectureRules.domainKnowsOnlyTheContract(root).check(service);
    }

    @Test
    void domainIsDeterministic() {
        ArchitectureRules.domainIsDeterministic(root).check(service);
    }

    @Test
    void consumersUseNoStoreOrResource() {
        ArchitectureRules.consumersUseNoStoreOrResource(root).check(service);
    }

    @Test
    void nothingDependsOnConsumersOrResources() {
        ArchitectureRules.nothingDependsOnConsumersOrResources(root).check(service);
    }

    @Test
    void domainAndStoreUseNoUseCase() {
        ArchitectureRules.domainAndStoreUseNoUseCase(root).check(service);
    }

    @Test
    void rootPackageHasNoResourceConsumerOrSql() {
        ArchitectureRules.rootPackageHasNoResourceConsumerOrSql(root).check(service);
    }

    @Test
    void serviceKnowsNoOtherService() {
        ArchitectureRules.serviceKnowsNoOtherService(root).check(service);
    }

    @Test
    void exceptionMessagesAreRedacted() {
        ArchitectureRules.exceptionMessagesAreRedacted(root).check(service);
    }
}
