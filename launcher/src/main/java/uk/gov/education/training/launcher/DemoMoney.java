package uk.gov.education.training.launcher;

import static uk.gov.education.training.launcher.DeclarationSituation.AWAITING_CLAWBACK;
import static uk.gov.education.training.launcher.DeclarationSituation.CLAWED_BACK;
import static uk.gov.education.training.launcher.DeclarationSituation.ELIGIBLE;
import static uk.gov.education.training.launcher.DeclarationSituation.PAID;
import static uk.gov.education.training.launcher.DeclarationSituation.PAYABLE;
import static uk.gov.education.training.launcher.DeclarationSituation.SUBMITTED;
import static uk.gov.education.training.launcher.DeclarationSituation.VOIDED;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the declarations of one lead provider and cohort into every state.
 *
 * <ol>
 *   <li>The first statement pays for three declarations. A fourth one is voided before.
 *   <li>One of the three is voided, and the second statement claws it back.
 *   <li>Another one is voided and waits for the third statement, which has a payable declaration too.
 *   <li>One more declaration goes on a later statement, which is open.
 * </ol>
 *
 * <p>Each step waits for the one before, so a repeated run finds everything done and changes nothing.
 */
final class DemoMoney {

    private static final Set<String> ON_FIRST_STATEMENT =
            states(ELIGIBLE, PAYABLE, PAID, AWAITING_CLAWBACK, CLAWED_BACK);
    private static final Set<String> PAID_AT_LEAST = states(PAID, AWAITING_CLAWBACK, CLAWED_BACK);
    private static final Set<String> VOIDED_AFTER_PAYMENT = states(AWAITING_CLAWBACK, CLAWED_BACK);

    private final DemoSituations situations;
    private final MoneyCalendar calendar;
    private final DemoReports reports;
    private final DemoTraining training;
    private final DemoStatements statements;
    private final Map<DeclarationSituation, UUID> declarations = new EnumMap<>(DeclarationSituation.class);

    DemoMoney(
            DemoSituations situations,
            MoneyCalendar calendar,
            DemoReports reports,
            DemoTraining training,
            DemoStatements statements) {
        this.situations = situations;
        this.calendar = calendar;
        this.reports = reports;
        this.training = training;
        this.statements = statements;
    }

    Void load() throws IOException, InterruptedException {
        for (var situation : DeclarationSituation.values()) {
            register(situation);
        }
        for (var situation : Set.of(SUBMITTED, VOIDED, PAID, AWAITING_CLAWBACK, CLAWED_BACK)) {
            declare(situation, calendar.declaredOn());
        }
        payFirstStatement();
        clawBackOnSecondStatement();
        makeThirdStatementPayable();
        declare(ELIGIBLE, calendar.eligibleOn());
        return null;
    }

    private void payFirstStatement() throws IOException, InterruptedException {
        for (var situation : Set.of(PAID, AWAITING_CLAWBACK, CLAWED_BACK)) {
            await(situation, ON_FIRST_STATEMENT);
        }
        voidDeclaration(VOIDED, calendar.declaredOn().plusDays(1));
        await(VOIDED, states(VOIDED));
        var first = statements.find(situations.leadProvider().id(), calendar.cohort(), calendar.firstStatement());
        statements.makePayable(first, calendar.firstStatement());
        statements.pay(first, calendar.firstStatement());
        for (var situation : Set.of(PAID, AWAITING_CLAWBACK, CLAWED_BACK)) {
            await(situation, PAID_AT_LEAST);
        }
    }

    private void clawBackOnSecondStatement() throws IOException, InterruptedException {
        voidDeclaration(CLAWED_BACK, calendar.voidedOn());
        await(CLAWED_BACK, VOIDED_AFTER_PAYMENT);
        var second = statements.find(situations.leadProvider().id(), calendar.cohort(), calendar.secondStatement());
        statements.makePayable(second, calendar.secondStatement());
        statements.pay(second, calendar.secondStatement());
        await(CLAWED_BACK, states(CLAWED_BACK));
    }

    private void makeThirdStatementPayable() throws IOException, InterruptedException {
        voidDeclaration(AWAITING_CLAWBACK, calendar.payableOn());
        declare(PAYABLE, calendar.payableOn());
        await(PAYABLE, states(ELIGIBLE, PAYABLE));
        var third = statements.find(situations.leadProvider().id(), calendar.cohort(), calendar.thirdStatement());
        statements.makePayable(third, calendar.thirdStatement());
        await(AWAITING_CLAWBACK, states(AWAITING_CLAWBACK));
        await(PAYABLE, states(PAYABLE));
    }

    private void register(DeclarationSituation situation) throws IOException, InterruptedException {
        var person = person(situation);
        LocalDate on = calendar.registeredOn();
        reports.registerEct(person, situations.schoolOfDeclarations(calendar.cohort()), situations.leadProvider(), on);
        if (situation != SUBMITTED) {
            reports.beginInduction(person, on);
        }
    }

    private void declare(DeclarationSituation situation, LocalDate on) throws IOException, InterruptedException {
        declarations.put(situation, training.declareStarted(person(situation), calendar.startedOn(), on));
    }

    private void voidDeclaration(DeclarationSituation situation, LocalDate on)
            throws IOException, InterruptedException {
        training.voidDeclaration(person(situation), declarations.get(situation), on);
    }

    private void await(DeclarationSituation situation, Set<String> states) throws IOException, InterruptedException {
        statements.await(person(situation), states);
    }

    private DemoPerson person(DeclarationSituation situation) {
        return situations.person(calendar.cohort(), situation);
    }

    private static Set<String> states(DeclarationSituation... situations) {
        return Stream.of(situations).map(DeclarationSituation::state).collect(Collectors.toSet());
    }
}
