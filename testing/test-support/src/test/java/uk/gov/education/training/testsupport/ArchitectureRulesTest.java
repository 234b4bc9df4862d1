package uk.gov.education.training.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every architecture rule finds the violation that was written for it. */
class ArchitectureRulesTest {

    private static final String VIOLATIONS = ArchitectureRulesTest.class.getPackageName() + ".violations";
    private static final String SERVICE = VIOLATIONS + ".service";
    private static final String PLATFORM = VIOLATIONS + ".platform";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(VIOLATIONS);

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }

    private static void assertFinds(ArchRule rule, String... parts) {
        assertThat(violations(rule))
                .anySatisfy(violation -> assertThat(violation).contains(parts));
    }

    @Test
    void domainKnowsOnlyTheContract() {
        ArchRule rule = ArchitectureRules.domainKnowsOnlyTheContract(SERVICE);

        assertFinds(rule, "KnowsAFramework.address()", "io.restassured");
        assertFinds(rule, "KnowsAFramework.run()", "UseCase");
    }

    @Test
    void domainIsDeterministic() {
        ArchRule rule = ArchitectureRules.domainIsDeterministic(SERVICE);

        for (String method : List.of(
                "today", "time", "reference", "id", "number", "nanos", "millis", "threadLocal", "seeded", "clock")) {
            assertFinds(rule, "domain.money.ReadsTheClock." + method + "()");
        }
    }

    @Test
    void consumersUseNoStoreOrResource() {
        assertFinds(ArchitectureRules.consumersUseNoStoreOrResource(SERVICE), "UsesAStore.on()", "Store.save()");
    }

    @Test
    void nothingDependsOnConsumersOrResources() {
        assertFinds(ArchitectureRules.nothingDependsOnConsumersOrResources(SERVICE), "UseCase.run()", "Resource.get()");
    }

    @Test
    void domainAndStoreUseNoUseCase() {
        assertFinds(ArchitectureRules.domainAndStoreUseNoUseCase(SERVICE), "KnowsAFramework.run()", "UseCase.run()");
    }

    @Test
    void rootPackageHasNoResourceConsumerOrSql() {
        assertFinds(ArchitectureRules.rootPackageHasNoResourceConsumerOrSql(SERVICE), "UseCase.sql(", "preparedQuery");
    }

    @Test
    void serviceKnowsNoOtherService() {
        assertFinds(ArchitectureRules.serviceKnowsNoOtherService(SERVICE), "UseCase.run()", "OtherService.call()");
    }

    @Test
    void serviceHasNoConsole() {
        assertFinds(ArchitectureRules.serviceHasNoConsole(SERVICE), "UseCase.run()", "ConsolePage.show()");
    }

    @Test
    void exceptionMessagesAreRedacted() {
        assertFinds(ArchitectureRules.exceptionMessagesAreRedacted(SERVICE), "UseCase.answer(", "getMessage()");
    }

    @Test
    void contractIsSelfContained() {
        assertFinds(
                ArchitectureRules.contractIsSelfContained(VIOLATIONS + ".contract"),
                "KnowsAService.call()",
                "OtherService.call()");
    }

    /** The real contract. Its own module can't use these rules, because they depend on it. */
    @Test
    void theContractOfThisProjectIsSelfContained() {
        String contract = "uk.gov.education.training.events";
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(contract);

        assertThat(classes.getPackage(contract).getClasses()).hasSizeGreaterThan(50);
        ArchitectureRules.contractIsSelfContained(contract).check(classes);
    }

    @Test
    void platformIsLayered() {
        assertFinds(ArchitectureRules.platformIsLayered(PLATFORM), "Messaging.call()", "Operations.call()");
    }

    @Test
    void packagesHaveNoCycles() {
        assertFinds(ArchitectureRules.packagesHaveNoCycles(PLATFORM), "Cycle detected");
    }
}
