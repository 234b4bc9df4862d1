package uk.gov.education.training.funding.domain.declarations;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.APRIL;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.DECLARATION;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.NOVEMBER;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.AwaitingClawback;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.ClawedBack;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Eligible;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Paid;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Payable;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Submitted;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;

class DeclarationPaymentTest {

    static Stream<DeclarationPayment> everyState() {
        return Stream.of(
                new Submitted(),
                new Eligible(NOVEMBER),
                new Payable(NOVEMBER),
                new Paid(NOVEMBER),
                new Voided(NOVEMBER),
                new AwaitingClawback(NOVEMBER, APRIL),
                new ClawedBack(NOVEMBER, APRIL));
    }

    /** The methods of each state are its only transitions. */
    @Test
    void eachStateHasOnlyTheLegalTransitions() {
        Map<Class<?>, Set<Class<?>>> transitions = Arrays.stream(DeclarationPayment.class.getPermittedSubclasses())
                .collect(toMap(state -> state, DeclarationPaymentTest::transitions));

        assertThat(transitions)
                .isEqualTo(Map.of(
                        Submitted.class, Set.of(Eligible.class, Voided.class),
                        Eligible.class, Set.of(Payable.class, Voided.class),
                        Payable.class, Set.of(Paid.class, Voided.class),
                        Paid.class, Set.of(AwaitingClawback.class),
                        Voided.class, Set.of(),
                        AwaitingClawback.class, Set.of(ClawedBack.class),
                        ClawedBack.class, Set.of()));
    }

    private static Set<Class<?>> transitions(Class<?> state) {
        return Arrays.stream(state.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getReturnType)
                .filter(DeclarationPayment.class::isAssignableFrom)
                .collect(toSet());
    }

    @Test
    void noTransitionChangesTheStatement() {
        var paid = new Submitted().eligible(NOVEMBER).payable().paid();

        assertThat(paid.awaitingClawback(APRIL).clawedBack()).isEqualTo(new ClawedBack(NOVEMBER, APRIL));
    }

    @Test
    void voidedDeclarationKeepsItsStatementButDoesNotPublishIt() {
        var voided = new Submitted().eligible(NOVEMBER).payable().voided();

        assertThat(voided.statement()).isEqualTo(NOVEMBER);
        assertThat(voided.published(DECLARATION))
                .isEqualTo(new DeclarationFunding(DECLARATION, DeclarationState.VOIDED, null, null));
    }

    @Test
    void submittedDeclarationIsNotPublished() {
        assertThat(new Submitted().published(DECLARATION)).isNull();
        assertThat(new Submitted().reached(DECLARATION)).isNull();
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void everyStateIsRestored(DeclarationPayment payment) {
        assertThat(DeclarationPayment.of(payment.state(), payment.statement(), payment.clawbackStatement()))
                .isEqualTo(payment);
    }

    @Test
    void everyPublishedStateHasItsOwnEvent() {
        List<Class<?>> events = everyState()
                .map(payment -> payment.reached(DECLARATION))
                .filter(Objects::nonNull)
                .<Class<?>>map(Object::getClass)
                .toList();

        assertThat(events).hasSize(6).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = DeclarationState.class,
            names = {"SUBMITTED", "VOIDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void stateOnAStatementNeedsTheStatement(DeclarationState state) {
        assertThatThrownBy(() -> DeclarationPayment.of(state, null, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
