package uk.gov.education.training.launcher;

import static uk.gov.education.training.launcher.Situation.ACTIVE;
import static uk.gov.education.training.launcher.Situation.ACTIVE_WITH_INDUCTION;
import static uk.gov.education.training.launcher.Situation.BEFORE_ROLL_OVER;
import static uk.gov.education.training.launcher.Situation.COLLEAGUE;
import static uk.gov.education.training.launcher.Situation.DEFERRED;
import static uk.gov.education.training.launcher.Situation.DEFERRED_AND_LEFT;
import static uk.gov.education.training.launcher.Situation.ECT_WHO_BECAME_MENTOR;
import static uk.gov.education.training.launcher.Situation.FIRST_MENTEE;
import static uk.gov.education.training.launcher.Situation.INDUCTION_COMPLETED;
import static uk.gov.education.training.launcher.Situation.INTERESTED;
import static uk.gov.education.training.launcher.Situation.JOINING;
import static uk.gov.education.training.launcher.Situation.LEAVING;
import static uk.gov.education.training.launcher.Situation.LEFT;
import static uk.gov.education.training.launcher.Situation.MENTOR_OF_THREE;
import static uk.gov.education.training.launcher.Situation.MOVED_SCHOOL;
import static uk.gov.education.training.launcher.Situation.ROLLED_OVER;
import static uk.gov.education.training.launcher.Situation.SECOND_MENTEE;
import static uk.gov.education.training.launcher.Situation.THIRD_MENTEE;
import static uk.gov.education.training.launcher.Situation.TRANSFERRED_OUT;
import static uk.gov.education.training.launcher.Situation.UNFUNDED_MENTOR;
import static uk.gov.education.training.launcher.Situation.WITHDRAWN;
import static uk.gov.education.training.launcher.Situation.WITHDRAWN_AND_CHANGED;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;

/** Brings the people of one lead provider into their situations at school and in training. */
final class DemoSchoolLife {

    private static final LocalDate YEAR_BEFORE_LAST = LocalDate.of(2024, 9, 2);
    private static final LocalDate LAST_YEAR = LocalDate.of(2025, 9, 1);
    private static final LocalDate INDUCTION_COMPLETED_ON = LocalDate.of(2026, 7, 17);
    private static final LocalDate THIS_YEAR = LocalDate.of(2026, 9, 1);
    private static final LocalDate REPORTED_ON = LocalDate.of(2026, 11, 9);
    private static final LocalDate LATER = LocalDate.of(2026, 11, 16);
    private static final LocalDate LEAVING_ON = LocalDate.of(2027, 3, 24);
    private static final LocalDate JOINING_ON = LocalDate.of(2027, 4, 19);

    private final DemoSituations situations;
    private final DemoReports reports;
    private final DemoTraining training;
    private final DemoData.Organisation leadProvider;
    private final String school;

    DemoSchoolLife(DemoSituations situations, DemoReports reports, DemoTraining training) {
        this.situations = situations;
        this.reports = reports;
        this.training = training;
        this.leadProvider = situations.leadProvider();
        this.school = situations.firstSchool();
    }

    /** Lists what can happen at the same time. */
    List<Callable<Void>> steps() {
        return List.of(
                this::joinAndLeave,
                this::defer,
                this::withdraw,
                this::mentorUnfunded,
                this::mentorThree,
                this::becomeMentor,
                this::completeInduction,
                this::move,
                this::workElsewhere,
                this::rollOver);
    }

    private Void joinAndLeave() throws IOException, InterruptedException {
        reports.registerEct(person(JOINING), school, leadProvider, REPORTED_ON, JOINING_ON);
        register(LEAVING);
        reports.leave(person(LEAVING), school, LATER.plusDays(8), LEAVING_ON);
        register(LEFT);
        reports.leave(person(LEFT), school, REPORTED_ON, LATER);
        return null;
    }

    private Void defer() throws IOException, InterruptedException {
        register(DEFERRED);
        training.defer(person(DEFERRED), REPORTED_ON);
        register(DEFERRED_AND_LEFT);
        training.defer(person(DEFERRED_AND_LEFT), REPORTED_ON);
        reports.leave(person(DEFERRED_AND_LEFT), school, LATER, LATER);
        return null;
    }

    private Void withdraw() throws IOException, InterruptedException {
        register(WITHDRAWN);
        training.withdraw(person(WITHDRAWN), REPORTED_ON);
        register(WITHDRAWN_AND_CHANGED);
        training.withdraw(person(WITHDRAWN_AND_CHANGED), REPORTED_ON);
        reports.changeLeadProvider(person(WITHDRAWN_AND_CHANGED), school, situations.otherAtFirstSchool(), LATER);
        return null;
    }

    private Void mentorUnfunded() throws IOException, InterruptedException {
        register(ACTIVE);
        reports.registerMentor(
                person(UNFUNDED_MENTOR), school, person(ACTIVE), situations.otherAtFirstSchool(), THIS_YEAR);
        return null;
    }

    private Void mentorThree() throws IOException, InterruptedException {
        register(FIRST_MENTEE);
        register(SECOND_MENTEE);
        reports.registerEct(person(THIRD_MENTEE), situations.secondSchool(), leadProvider, THIS_YEAR);
        reports.registerMentor(person(MENTOR_OF_THREE), school, person(FIRST_MENTEE), leadProvider, THIS_YEAR);
        reports.assignMentor(person(SECOND_MENTEE), school, person(MENTOR_OF_THREE), REPORTED_ON);
        reports.registerMentorElsewhere(
                person(MENTOR_OF_THREE), situations.secondSchool(), person(THIRD_MENTEE), REPORTED_ON);
        return null;
    }

    private Void becomeMentor() throws IOException, InterruptedException {
        finishAsEct(ECT_WHO_BECAME_MENTOR);
        register(ACTIVE_WITH_INDUCTION);
        reports.beginInduction(person(ACTIVE_WITH_INDUCTION), THIS_YEAR);
        reports.registerMentor(
                person(ECT_WHO_BECAME_MENTOR), school, person(ACTIVE_WITH_INDUCTION), leadProvider, THIS_YEAR);
        return null;
    }

    private Void completeInduction() throws IOException, InterruptedException {
        finishAsEct(INDUCTION_COMPLETED);
        return null;
    }

    private void finishAsEct(Situation situation) throws IOException, InterruptedException {
        reports.registerEct(
                person(situation),
                situations.schoolOfDeclarations(DemoSituations.COHORT_OF_FORMER_ECT),
                leadProvider,
                YEAR_BEFORE_LAST);
        var period = reports.beginInduction(person(situation), YEAR_BEFORE_LAST);
        reports.completeInduction(person(situation), period, INDUCTION_COMPLETED_ON);
    }

    private Void move() throws IOException, InterruptedException {
        register(MOVED_SCHOOL);
        reports.registerEct(person(MOVED_SCHOOL), situations.secondSchool(), leadProvider, REPORTED_ON);
        register(TRANSFERRED_OUT);
        reports.registerEct(person(TRANSFERRED_OUT), situations.schoolOfNext(), situations.next(), REPORTED_ON);
        return null;
    }

    private Void workElsewhere() throws IOException, InterruptedException {
        reports.registerEct(person(COLLEAGUE), school, situations.otherAtFirstSchool(), THIS_YEAR);
        reports.registerEct(person(INTERESTED), situations.interestedSchool(), leadProvider, THIS_YEAR);
        return null;
    }

    private Void rollOver() throws IOException, InterruptedException {
        reports.registerEct(person(BEFORE_ROLL_OVER), situations.rolledOverSchool(), leadProvider, LAST_YEAR);
        reports.registerEct(person(ROLLED_OVER), situations.rolledOverSchool(), leadProvider, THIS_YEAR);
        return null;
    }

    private void register(Situation situation) throws IOException, InterruptedException {
        reports.registerEct(person(situation), school, leadProvider, THIS_YEAR);
    }

    private DemoPerson person(Situation situation) {
        return situations.person(situation);
    }
}
