package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.contains;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Registers an ECT, who may already be known.
 *
 * <ol>
 *   <li>The previous school period and training end on the day before the ECT starts here. Gaps are kept.
 *   <li>The school period begins on the given day, which can be in the past. Training never begins in the past, except
 *       when an ECT leaves a closed cohort.
 *   <li>Provider-led training is in the cohort of the ECT's earlier provider-led training, or else in that of the start
 *       date. It is confirmed at once if the school has a partnership with the lead provider in that cohort.
 * </ol>
 */
public final class EctRegistration {

    private EctRegistration() {}

    /** The details that a school gives about an ECT. */
    public record Details(
            @Nullable String trn,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable LocalDate startedOn,
            @Nullable WorkingPattern workingPattern,
            @Nullable TrainingProgramme trainingProgramme,
            @Nullable UUID leadProviderId)
            implements RegistrationDetails {}

    /** @param known the id of the person, if they are already known */
    public static Verdict<Changes> decide(
            Optional<UUID> known, Details details, AffectedParticipants affectedParticipants, RuleContext ruleContext) {
        Optional<Participant> person = known.flatMap(affectedParticipants::find);
        Reasons reasons = Reasons.all()
                .add(RegistrationWindow.of(ruleContext.reportContext().today()))
                .add(PersonalDetails.trn(details.trn()))
                .add(PersonalDetails.fullName(details.fullName()))
                .add(PersonalDetails.email(details.email()))
                .addIf(ruleContext.emailTaken(), "email", "Another person at a school has this email address.")
                .addIf(details.workingPattern() == null, "working_pattern", "Give full_time or part_time.")
                .add(LeadProvider.of(details.trainingProgramme(), details.leadProviderId(), ruleContext))
                .addIf(
                        person.filter(Inductions::hasOutcome).isPresent(),
                        "trn",
                        "This person's induction has ended with an outcome.");
        if (details.startedOn() == null) {
            reasons.add("started_on", "Give the date on which the ECT starts at the school.");
        } else {
            Optional<Reason> impossible = StartDate.of(details.startedOn(), ruleContext);
            reasons.add(impossible);
            if (impossible.isEmpty()) {
                reasons.add(person.flatMap(ect -> elsewhere(ect, details.startedOn(), ruleContext)));
            }
        }
        return reasons.orElse(() -> accepted(person, details, details.startedOn(), affectedParticipants, ruleContext));
    }

    private static Optional<Reason> elsewhere(Participant known, LocalDate startedOn, RuleContext ruleContext) {
        List<SchoolPeriod> times = Periods.atSchools(known, Role.ECT).toList();
        if (times.stream()
                .anyMatch(period ->
                        period.finishedOn() == null && period.schoolUrn().equals(ruleContext.schoolUrn()))) {
            return refused("trn", "This person is already registered as an ECT at this school.");
        }
        if (times.stream().anyMatch(period -> period.startedOn().isAfter(startedOn))) {
            return refused("started_on", "This person is registered as an ECT at a school from a later date.");
        }
        return previous(known, startedOn).flatMap(previous -> handover(known, previous, startedOn, ruleContext));
    }

    /** Finds the school period as an ECT that the new one would overlap. */
    private static Optional<SchoolPeriod> previous(Participant known, LocalDate startedOn) {
        return Periods.atSchools(known, Role.ECT)
                .filter(period -> contains(period.startedOn(), period.finishedOn(), startedOn))
                .findFirst();
    }

    private static Optional<Reason> handover(
            Participant known, SchoolPeriod previous, LocalDate startedOn, RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        LocalDate earliest = LeavingRules.earliestLastDay(known, previous, today);
        if (startedOn.isBefore(earliest)) {
            return refused(
                    "started_on",
                    "This person was at another school or in training there until shortly before. They can start"
                            + " here from " + earliest + ".");
        }
        return previous.finishedOn() == null && startedOn.isAfter(LeavingRules.latestLastDay(today))
                ? refused(
                        "started_on",
                        "This person is at another school. They can start here by " + LeavingRules.latestLastDay(today)
                                + " at the latest.")
                : Optional.empty();
    }

    private static Verdict<Changes> accepted(
            Optional<Participant> known,
            Details details,
            LocalDate startedOn,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        ReportContext reportContext = ruleContext.reportContext();
        Participant before = known.orElseGet(() -> Edits.newcomer(
                reportContext.ids().participant(), details.trn(), PlainText.squeezed(details.fullName())));
        Optional<Cohort> cohort = details.leadProviderId() == null
                ? Optional.empty()
                : Cohort.ofRegisteredEct(before, startedOn, ruleContext);
        if (details.leadProviderId() != null && cohort.isEmpty()) {
            return Verdict.refused("started_on", "There is no contract period for this date or for today.");
        }
        Optional<SchoolPeriod> previous = previous(before, startedOn);
        AffectedParticipants left = previous.map(school -> EndSchoolPeriod.on(
                        startedOn.minusDays(1),
                        before.id(),
                        school,
                        new Ending(EndReason.JOINED_ANOTHER_SCHOOL, ruleContext.schoolUrn(), reportContext.at()),
                        affectedParticipants))
                .orElseGet(() -> affectedParticipants.with(before));
        SchoolPeriod here = new SchoolPeriod(
                reportContext.ids().schoolPeriod(),
                Role.ECT,
                ruleContext.schoolUrn(),
                PlainText.squeezed(details.email()),
                startedOn,
                null,
                null,
                details.workingPattern(),
                reportContext.at(),
                reportContext.recordedAt());
        EctRegistered registered = new EctRegistered(
                ruleContext.schoolUrn(),
                previous.map(SchoolPeriod::schoolUrn).orElse(null),
                startedOn,
                details.trainingProgramme(),
                details.leadProviderId());
        Participant after = Edits.withNew(
                Edits.withEctTrainingRecord(
                        left.get(before.id()), reportContext.ids().trainingRecord()),
                here);
        return left.with(registered, Edits.withNew(after, training(details, here, cohort, ruleContext)))
                .acceptedFor(before.id());
    }

    private static Training training(
            Details details, SchoolPeriod here, Optional<Cohort> cohort, RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        return cohort.map(found -> Trainings.providerLed(
                        here,
                        later(
                                here.startedOn(),
                                found.reason() == CohortReason.MOVED_FROM_CLOSED_COHORT ? found.startedOn() : today),
                        details.leadProviderId(),
                        found,
                        ruleContext))
                .orElseGet(
                        () -> Trainings.schoolLed(here, later(here.startedOn(), today), ruleContext.reportContext()));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
