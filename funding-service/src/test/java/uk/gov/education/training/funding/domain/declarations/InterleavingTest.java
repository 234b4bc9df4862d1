package uk.gov.education.training.funding.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Statement.StatementStatus.OPEN;
import static uk.gov.education.training.events.Statement.StatementStatus.PAID;
import static uk.gov.education.training.events.Statement.StatementStatus.PAYABLE;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.APRIL;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.AUGUST;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.JANUARY;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.NOVEMBER;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.declaration;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.inductedEct;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.registeredEct;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.statement;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.AwaitingClawback;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.ClawedBack;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;
import uk.gov.education.training.funding.domain.declarations.Funding.StoredPayment;

/** Facts arrive in any order, twice or late, while statements change status. A failure names its seed. */
class InterleavingTest {

    private static final List<UUID> MONTHS = List.of(NOVEMBER, JANUARY, APRIL, AUGUST);
    private static final Map<UUID, String> DEADLINES =
            Map.of(NOVEMBER, "2025-10-31", JANUARY, "2025-12-31", APRIL, "2026-03-31", AUGUST, "2026-07-31");

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    /** The versions of one participant and of their declarations, as two services publish them. */
    private record Histories(List<Participant> participants, List<List<Declaration>> declarations) {

        static Histories random(Random random) {
            List<List<Declaration>> snapshots = new ArrayList<>();
            List<Declaration> declared = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                declared.add(declaration(
                        new UUID(0x9999, number),
                        List.of(DeclarationType.values()).get(number),
                        "2025-%02d-10T12:00:00Z".formatted(9 + random.nextInt(4))));
                snapshots.add(List.copyOf(declared));
                if (random.nextInt(3) == 0) {
                    int index = random.nextInt(declared.size());
                    if (!declared.get(index).isVoided()) {
                        declared.set(index, declared.get(index).voided(Instant.parse("2025-12-15T12:00:00Z")));
                        snapshots.add(List.copyOf(declared));
                    }
                }
            }
            return new Histories(List.of(registeredEct(PARTICIPANT), inductedEct(PARTICIPANT)), snapshots);
        }
    }

    /** Applies only versions newer than the last one of the topic, like the service. */
    private static final class Consumer {

        private final FundingScenario fundingScenario;
        private final Histories histories;
        private int participantVersion;
        private int declarationsVersion;

        Consumer(FundingScenario fundingScenario, Histories histories) {
            this.fundingScenario = fundingScenario;
            this.histories = histories;
        }

        void participant(int version) {
            if (version > participantVersion) {
                participantVersion = version;
                fundingScenario.participant(histories.participants().get(version - 1));
            }
        }

        void declarations(int version) {
            if (version > declarationsVersion) {
                declarationsVersion = version;
                fundingScenario.declared(
                        histories.declarations().get(version - 1).toArray(Declaration[]::new));
            }
        }

        /**
         * All deliveries in a random order that keeps the order of each topic. Skips some versions and repeats others.
         */
        List<Runnable> deliveries(Random random) {
            List<Runnable> participants = new ArrayList<>();
            for (int version = 1; version <= histories.participants().size(); version++) {
                int delivered = version;
                if (random.nextInt(4) > 0 || version == histories.participants().size()) {
                    participants.add(() -> participant(delivered));
                }
            }
            List<Runnable> declarations = new ArrayList<>();
            for (int version = 1; version <= histories.declarations().size(); version++) {
                int delivered = version;
                if (random.nextInt(4) > 0 || version == histories.declarations().size()) {
                    declarations.add(() -> declarations(delivered));
                    if (random.nextInt(3) == 0) {
                        int repeated = 1 + random.nextInt(delivered);
                        declarations.add(() -> declarations(repeated));
                    }
                }
            }
            return merged(random, participants, declarations);
        }
    }

    private static List<Runnable> merged(Random random, List<Runnable> firstSteps, List<Runnable> secondSteps) {
        List<Boolean> isFirst = new ArrayList<>(Collections.nCopies(firstSteps.size(), true));
        isFirst.addAll(Collections.nCopies(secondSteps.size(), false));
        Collections.shuffle(isFirst, random);
        var first = firstSteps.iterator();
        var second = secondSteps.iterator();
        List<Runnable> merged = new ArrayList<>();
        isFirst.forEach(chosen -> merged.add(chosen ? first.next() : second.next()));
        return merged;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderGivesTheSamePositionIfNoStatementChanges(long seed) {
        var random = new Random(seed);
        var histories = Histories.random(random);
        var statements = randomStatements(random);
        var expected = new FundingScenario(statements);
        new Consumer(expected, histories).participant(histories.participants().size());
        expected.declared(histories.declarations().getLast().toArray(Declaration[]::new));

        for (int order = 0; order < 10; order++) {
            var fundingScenario = new FundingScenario(statements);
            new Consumer(fundingScenario, histories).deliveries(random).forEach(Runnable::run);

            assertThat(fundingScenario.position).isEqualTo(expected.position);
            assertThat(fundingScenario.stored).isEqualTo(expected.stored);
        }
    }

    /** After a payment this does not hold: late declarations go on the next statement. */
    @ParameterizedTest
    @MethodSource("seeds")
    void lateFactsGiveTheSamePositionUntilAStatementIsPaid(long seed) {
        var random = new Random(seed);
        var histories = Histories.random(random);
        var expected = open();
        new Consumer(expected, histories).participant(histories.participants().size());
        expected.declared(histories.declarations().getLast().toArray(Declaration[]::new));
        List.of(NOVEMBER, JANUARY).forEach(month -> expected.changeStatus(month, PAYABLE));

        for (int order = 0; order < 10; order++) {
            var fundingScenario = open();
            List<Runnable> statusChanges = List.of(
                    () -> changeStatus(random, fundingScenario, NOVEMBER, PAYABLE),
                    () -> changeStatus(random, fundingScenario, JANUARY, PAYABLE));
            merged(random, statusChanges, new Consumer(fundingScenario, histories).deliveries(random))
                    .forEach(Runnable::run);
            fundingScenario.decide();

            assertThat(fundingScenario.position).isEqualTo(expected.position);
            assertThat(fundingScenario.stored).isEqualTo(expected.stored);
        }
    }

    /** Only declarations that were paid before the voiding arrived depend on the order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void onlyLateVoidingsMakeADifferenceIfSubmissionsAreKnownInTime(long seed) {
        var random = new Random(seed);
        var histories = Histories.random(random);
        var submitted = histories.declarations().getLast().stream()
                .map(declaration -> declaration(
                        declaration.id(),
                        declaration.type(),
                        declaration.submittedAt().toString()))
                .toArray(Declaration[]::new);
        var first = open();
        first.participant(inductedEct(PARTICIPANT)).declared(submitted);
        var second = open();
        second.declared(submitted).participant(inductedEct(PARTICIPANT));

        payStatements(random, first, histories);
        payStatements(random, second, histories);

        for (Declaration declaration : histories.declarations().getLast()) {
            var one = first.payment(declaration.id());
            var other = second.payment(declaration.id());
            assertThat(one.statement()).isEqualTo(other.statement());
            if (declaration.isVoided()) {
                assertThat(List.of(one, other))
                        .hasOnlyElementsOfTypes(Voided.class, AwaitingClawback.class, ClawedBack.class);
            } else {
                assertThat(one).isEqualTo(other);
            }
        }
    }

    private static void payStatements(Random random, FundingScenario fundingScenario, Histories histories) {
        var consumer = new Consumer(fundingScenario, histories);
        List<Runnable> statusChanges = new ArrayList<>();
        for (UUID month : List.of(NOVEMBER, JANUARY)) {
            statusChanges.add(() -> changeStatus(random, fundingScenario, month, PAYABLE));
            statusChanges.add(() -> changeStatus(random, fundingScenario, month, PAID));
        }
        merged(
                        random,
                        statusChanges,
                        List.of(() ->
                                consumer.declarations(histories.declarations().size())))
                .forEach(Runnable::run);
        fundingScenario.decide();
    }

    /** Changes a statement's status. The sweep follows at once or later. */
    private static void changeStatus(
            Random random, FundingScenario fundingScenario, UUID month, StatementStatus status) {
        fundingScenario.setStatus(month, status);
        if (random.nextBoolean()) {
            fundingScenario.decide();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void transitionsAreLegalAndPublishedOnceInAnyOrder(long seed) {
        var random = new Random(seed);
        var histories = Histories.random(random);
        var fundingScenario = open();
        var consumer = new Consumer(fundingScenario, histories);
        List<Runnable> statusChanges = new ArrayList<>();
        for (UUID month : MONTHS.subList(0, 3)) {
            statusChanges.add(() -> changeStatus(random, fundingScenario, month, PAYABLE));
            statusChanges.add(() -> changeStatus(random, fundingScenario, month, PAID));
        }

        Map<UUID, StoredPayment> before = new HashMap<>();
        for (Runnable step : merged(random, statusChanges, consumer.deliveries(random))) {
            step.run();
            fundingScenario.stored.forEach((id, storedPayment) -> {
                if (before.containsKey(id)) {
                    assertThatIsLegal(before.get(id).payment(), storedPayment.payment());
                }
            });
            before.clear();
            before.putAll(fundingScenario.stored);
        }
        fundingScenario.decide();
        int published = fundingScenario.published.size();
        fundingScenario.decide();

        assertThat(fundingScenario.published).doesNotHaveDuplicates().hasSize(published);
        fundingScenario
                .stored
                .values()
                .forEach(storedPayment -> assertThatItIsPaidIfAndOnlyIfItWasCounted(fundingScenario, storedPayment));
    }

    private static void assertThatIsLegal(DeclarationPayment from, DeclarationPayment to) {
        if (from.statement() != null) {
            assertThat(to.statement()).isEqualTo(from.statement());
        }
        if (from.clawbackStatement() != null) {
            assertThat(to.clawbackStatement()).isEqualTo(from.clawbackStatement());
        }
        assertThat(to.state()).isGreaterThanOrEqualTo(from.state());
        if (from instanceof DeclarationPayment.Paid || from instanceof AwaitingClawback) {
            assertThat(to).isNotInstanceOf(Voided.class);
        }
        if (from instanceof Voided) {
            assertThat(to).isInstanceOf(Voided.class);
        }
    }

    private static void assertThatItIsPaidIfAndOnlyIfItWasCounted(
            FundingScenario fundingScenario, StoredPayment storedPayment) {
        boolean isPaid =
                switch (storedPayment.payment()) {
                    case DeclarationPayment.Paid ignored -> true;
                    case AwaitingClawback ignored -> true;
                    case ClawedBack ignored -> true;
                    case DeclarationPayment.Submitted ignored -> false;
                    case DeclarationPayment.Eligible ignored -> false;
                    case DeclarationPayment.Payable ignored -> false;
                    case Voided ignored -> false;
                };
        assertThat(storedPayment.settledBy() != null).isEqualTo(isPaid);
        if (isPaid) {
            assertThat(fundingScenario
                            .statements
                            .get(storedPayment.payment().statement())
                            .status())
                    .isEqualTo(PAID);
        }
    }

    private static FundingScenario open() {
        return new FundingScenario(MONTHS.stream()
                .map(month -> statement(month, OPEN, DEADLINES.get(month)))
                .toArray(OutputStatement[]::new));
    }

    private static OutputStatement[] randomStatements(Random random) {
        return MONTHS.stream()
                .map(month ->
                        statement(month, List.of(OPEN, PAYABLE, PAID).get(random.nextInt(3)), DEADLINES.get(month)))
                .toArray(OutputStatement[]::new);
    }
}
