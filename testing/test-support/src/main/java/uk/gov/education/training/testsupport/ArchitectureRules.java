package uk.gov.education.training.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;

/** The architecture rules. Their test shows for each that it finds a violation. */
public final class ArchitectureRules {

    private static final String OURS = "uk.gov.education.training";
    private static final String CONTRACT = OURS + ".events";

    /** The parts of a service that nothing else in it may use: they are called from outside. */
    private static final Set<String> ENTRY_POINTS = Set.of("kafka", "rest", "console");

    private ArchitectureRules() {}

    /** Domain packages, sub-packages included, use the contract and nothing else of the project or its frameworks. */
    public static ArchRule domainKnowsOnlyTheContract(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "org.jspecify..", CONTRACT, OURS + ".platform.rules", root + "..domain.."));
    }

    /** A rule gets time and random ids as arguments, so that the same facts always give the same decision. */
    public static ArchRule domainIsDeterministic(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..domain..")
                .should()
                .accessTargetWhere(describe("reads a clock or a random number", ArchitectureRules::isNotDeterministic))
                .orShould()
                .dependOnClassesThat(belongToAnyOf(Clock.class, Date.class, Calendar.class)
                        .or(resideInAPackage("java..").and(simpleNameEndingWith("Random"))));
    }

    private static boolean isNotDeterministic(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return access.getTargetOwner().getPackageName().startsWith("java.")
                && (name.equals("now")
                        || name.startsWith("random")
                        || name.equals("nanoTime")
                        || name.equals("currentTimeMillis"));
    }

    private static DescribedPredicate<JavaClass> simpleNameEndingWith(String end) {
        return describe(
                "simple name ending with " + end, type -> type.getSimpleName().endsWith(end));
    }

    /** A GET may read the database itself. A consumer calls a use case, which owns the transaction. */
    public static ArchRule consumersUseNoStoreOrResource(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".kafka..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(root + ".store..", root + ".rest.."));
    }

    public static ArchRule nothingDependsOnConsumersOrResources(String root) {
        String[] entryPoints =
                ENTRY_POINTS.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(entryPoints)
                .should()
                .dependOnClassesThat(resideInAnyPackage(entryPoints));
    }

    public static ArchRule domainAndStoreUseNoUseCase(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".store..")
                .should()
                .dependOnClassesThat(resideInAPackage(root));
    }

    /** Use cases call stores: the SQL is there, as routes are in resources and topics in consumers. */
    public static ArchRule rootPackageHasNoResourceConsumerOrSql(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.reactive.messaging.."))
                .orShould()
                .accessTargetWhere(describe(
                        "runs SQL",
                        access -> access.getTargetOwner().getPackageName().startsWith("io.vertx.mutiny.sqlclient")
                                && Set.of("query", "preparedQuery")
                                        .contains(access.getTarget().getName())));
    }

    /** Services share the contract and the platform, never code of each other, nor of the operations console. */
    public static ArchRule serviceKnowsNoOtherService(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS + "..")
                        .and(not(resideInAnyPackage(root + "..", CONTRACT, OURS + ".platform.."))));
    }

    /** The public API renders no pages: the operations console is a deployable of its own. */
    public static ArchRule serviceHasNoConsole(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("..console..", "io.quarkus.qute.."))
                .allowEmptyShould(true);
    }

    /**
     * The message of an exception may quote personal data, so nothing reads it, to log or to answer.
     * {@code RedactedErrors} knows which messages are safe. Those of Flyway are, those of the HTTP client of the
     * operations console, and the project's own.
     */
    public static ArchRule exceptionMessagesAreRedacted(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(not(resideInAPackage("..console..")))
                .and(not(simpleName("RedactedErrors").or(simpleName("DatabaseMigration"))))
                .should()
                .accessTargetWhere(describe(
                        "reads the message of an exception that is not the project's own",
                        ArchitectureRules::isExceptionMessage));
    }

    private static boolean isExceptionMessage(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return access.getTargetOwner().isAssignableTo(Throwable.class)
                && !access.getTargetOwner().getPackageName().startsWith(OURS)
                && (Set.of("getMessage", "getLocalizedMessage").contains(name)
                        || (name.equals("toString") && !isOfARecordPattern(access)));
    }

    /** The compiler puts the text of an exception into the MatchException of a record pattern. */
    private static boolean isOfARecordPattern(JavaAccess<?> access) {
        return access.getOrigin().getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(MatchException.class));
    }

    /** Other teams depend on the contract, so it needs no framework and nothing else of this project. */
    public static ArchRule contractIsSelfContained(String contract) {
        return classes()
                .that()
                .resideInAPackage(contract + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "com.networknt..",
                        "io.soabase.recordbuilder..",
                        contract));
    }

    /** The platform's layers, from top to bottom: operations, web, messaging, observability. */
    public static ArchRule platformIsLayered(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .layer("Operations")
                .definedBy(root + ".operations..")
                .layer("Web")
                .definedBy(root + ".web..")
                .layer("Messaging")
                .definedBy(root + ".messaging..")
                .layer("Observability")
                .definedBy(root + ".observability..")
                .optionalLayer("Rules")
                .definedBy(root + ".rules..")
                .whereLayer("Operations")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("Web")
                .mayOnlyBeAccessedByLayers("Operations")
                .whereLayer("Messaging")
                .mayOnlyBeAccessedByLayers("Operations", "Web")
                .whereLayer("Observability")
                .mayOnlyBeAccessedByLayers("Operations", "Web", "Messaging")
                .whereLayer("Rules")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture();
    }

    /** No package uses another that uses it, directly or not. */
    public static ArchRule packagesHaveNoCycles(String root) {
        return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
    }
}
