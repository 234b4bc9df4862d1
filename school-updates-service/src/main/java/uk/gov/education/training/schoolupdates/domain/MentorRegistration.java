package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.contains;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.MentorAssignment.Pair;

/**
 * Registers a mentor, usually for an ECT who needs one.
 *
 * <ol>
 *   <li>Unless the mentor also goes on mentoring elsewhere, school periods and training at other schools end on the day
 *       before.
 *   <li>The mentor's own training begins with the school period, even in the past, if the ECT is in provider-led
 *       training, the mentor has not finished training, and the mentor does not also mentor elsewhere.
 *   <li>The mentorship begins, and any present mentorship of the ECT ends: see {@link MentorAssignment}.
 *   <li>A person who is already a mentor at this school is only assigned to the ECT: see {@link MentorChange}.
 * </ol>
 */
public final class MentorRegistration {

    private MentorRegistration() {}

    /**
     * The details that a school gives about a mentor.
     *
     * @param mentoringAtNewSchoolOnly true by default
     * @param leadProviderId who trains the mentor; by default the ECT's lead provider
     */
    public record Details(
            @Nullable String trn,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable LocalDate startedOn,
            @Nullable Boolean mentoringAtNewSchoolOnly,
            @Nullable UUID ectId,
            @Nullable UUID leadProviderId)
            implements RegistrationDetails {

        boolean goesOnElsewhere() {
            return Boolean.FALSE.equals(mentoringAtNewSchoolOnly);
        }
    }

    /** @param known the id of the person, if they are already known */
    public static Verdict<Changes> decide(
            Optional<UUID> known, Details details, AffectedParticipants affectedParticipants, RuleContext ruleContext) {
        Optional<Participant> mentor = known.flatMap(affectedParticipants::find);
        Optional<Participant> ect = affectedParticipants.find(details.ectId());
        if (details.ectId() != null
                && mentor.filter(who -> isHere(who, ruleContext)).isPresent()) {
            return MentorChange.decide(
                    details.ectId(), known.orElseThrow(), details.leadProviderId(), affectedParticipants, ruleContext);
        }
        Optional<Training> ectTraining = ect.flatMap(who -> Periods.currentOrNextTraining(
                        who, Role.ECT, ruleContext.reportContext().today()))
                .filter(Training::isProviderLed);
        Reasons reasons = Reasons.all()
                .add(RegistrationWindow.of(ruleContext.reportContext().today()))
                .add(PersonalDetails.trn(details.trn()))
                .add(PersonalDetails.fullName(details.fullName()))
                .add(PersonalDetails.email(details.email()))
                .addIf(ruleContext.emailTaken(), "email", "Another person at a school has this email address.")
                .add(MentorChange.ectHere(ect, details.ectId(), "ect_id", ruleContext))
                .addIf(
                        details.ectId() != null && known.equals(Optional.of(details.ectId())),
                        "ect_id",
                        "A participant can't mentor themselves.")
                .addIf(
                        details.leadProviderId() != null && ectTraining.isEmpty(),
                        "lead_provider_id",
                        "Leave lead_provider_id out. Only the mentor of an ECT in provider-led training has a lead provider.")
                .add(LeadProvider.known(details.leadProviderId(), ruleContext));
        if (details.startedOn() == null) {
            reasons.add("started_on", "Give the date on which the mentor starts at the school.");
        } else {
            Optional<Reason> impossible = StartDate.of(details.startedOn(), ruleContext);
            reasons.add(impossible);
            if (impossible.isEmpty()) {
                reasons.add(mentor.flatMap(who -> elsewhere(who, details, details.startedOn(), ruleContext)));
            }
        }
        return reasons.orElse(
                () -> accepted(mentor, details, details.startedOn(), ectTraining, affectedParticipants, ruleContext));
    }

    private static boolean isHere(Participant mentor, RuleContext ruleContext) {
        return Periods.latestAtSchool(mentor, Role.MENTOR, ruleContext.schoolUrn())
                .filter(schoolPeriod -> schoolPeriod.finishedOn() == null)
                .isPresent();
    }

    private static Optional<Reason> elsewhere(
            Participant mentor, Details details, LocalDate startedOn, RuleContext ruleContext) {
        boolean here = Periods.atSchools(mentor, Role.MENTOR)
                .anyMatch(schoolPeriod -> schoolPeriod.schoolUrn().equals(ruleContext.schoolUrn())
                        && isNotOver(schoolPeriod.finishedOn(), startedOn));
        if (here) {
            return refused(
                    "trn",
                    "This person is already registered as a mentor at this school. Give the ect_id of the ECT they mentor.");
        }
        return left(mentor, details, startedOn).stream()
                .flatMap(schoolPeriod -> handover(mentor, schoolPeriod, startedOn, ruleContext).stream())
                .findFirst();
    }

    /** Lists the school periods as a mentor elsewhere that end because of this registration. */
    private static List<SchoolPeriod> left(Participant mentor, Details details, LocalDate startedOn) {
        return details.goesOnElsewhere()
                ? List.of()
                : Periods.atSchools(mentor, Role.MENTOR)
                        .filter(schoolPeriod ->
                                contains(schoolPeriod.startedOn(), schoolPeriod.finishedOn(), startedOn.minusDays(1)))
                        .toList();
    }

    private static Optional<Reason> handover(
            Participant mentor, SchoolPeriod left, LocalDate startedOn, RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        LocalDate earliest = LeavingRules.earliestLastDay(mentor, left, today);
        if (startedOn.isBefore(earliest)) {
            return refused(
                    "started_on", "This person mentors at another school. They can start here from " + earliest + ".");
        }
        return left.finishedOn() == null && startedOn.isAfter(LeavingRules.latestLastDay(today))
                ? refused(
                        "started_on",
                        "This person mentors at another school. They can start here by "
                                + LeavingRules.latestLastDay(today) + " at the latest.")
                : Optional.empty();
    }

    private static Verdict<Changes> accepted(
            Optional<Participant> known,
            Details details,
            LocalDate startedOn,
            Optional<Training> ectTraining,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        ReportContext reportContext = ruleContext.reportContext();
        Participant before = known.orElseGet(() -> Edits.newcomer(
                reportContext.ids().participant(), details.trn(), PlainText.squeezed(details.fullName())));
        List<SchoolPeriod> left = left(before, details, startedOn);
        AffectedParticipants gone = affectedParticipants.with(before);
        for (SchoolPeriod schoolPeriod : left) {
            gone = EndSchoolPeriod.on(
                    startedOn.minusDays(1),
                    before.id(),
                    schoolPeriod,
                    new Ending(EndReason.JOINED_ANOTHER_SCHOOL, ruleContext.schoolUrn(), reportContext.at()),
                    gone);
        }
        SchoolPeriod here = new SchoolPeriod(
                reportContext.ids().schoolPeriod(),
                Role.MENTOR,
                ruleContext.schoolUrn(),
                PlainText.squeezed(details.email()),
                startedOn,
                null,
                null,
                null,
                reportContext.at(),
                reportContext.recordedAt());
        Participant mentor = Edits.withNew(
                Edits.withMentorTrainingRecord(
                        gone.get(before.id()), reportContext.ids().trainingRecord()),
                here);
        Optional<Training> own = ectTraining.flatMap(ects -> MentorTraining.ofRegistered(
                mentor, here, MentorTraining.leadProvider(details.leadProviderId(), ects), ruleContext));
        AffectedParticipants come =
                gone.with(own.map(training -> Edits.withNew(mentor, training)).orElse(mentor));
        MentorRegistered registered = new MentorRegistered(
                ruleContext.schoolUrn(),
                startedOn,
                details.ectId(),
                own.map(Training::leadProviderId).orElse(null));
        if (details.ectId() == null) {
            return come.with(registered, come.get(before.id())).acceptedFor(before.id());
        }
        Pair pair = new Pair(before.id(), here, details.ectId(), !left.isEmpty(), own);
        return MentorAssignment.assign(pair, come, reportContext)
                .map(assigned ->
                        assigned.with(registered, assigned.get(before.id())).acceptedFor(before.id()))
                .orElseGet(() -> Verdict.refused("ect_id", "The ECT leaves this school before the mentor starts."));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
