package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.LeavingReported;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Decides about the report that an ECT or a mentor leaves a school or has left it.
 *
 * <ol>
 *   <li>The last day is at most four months ahead, and at least two days after the school period and the present
 *       training began.
 *   <li>The school can bring a reported last day forward but not push it back. A later day only records that this
 *       school, too, has reported the leaving.
 *   <li>Training and mentorships at this school end with the school period: see {@link EndSchoolPeriod}. Mentorships
 *       and training at other schools go on.
 * </ol>
 */
public final class LeavingRules {

    private static final int MOST_MONTHS_AHEAD = 4;
    private static final int LEAST_DAYS = 2;

    private LeavingRules() {}

    /** @param role required only if the participant has both roles at the school */
    public static Verdict<Changes> decide(
            UUID id,
            @Nullable Role role,
            @Nullable LocalDate leavingOn,
            AffectedParticipants affectedParticipants,
            String schoolUrn,
            ReportContext reportContext) {
        Participant participant = affectedParticipants.get(id);
        SchoolPeriodSelection selection = SchoolPeriodSelection.of(participant, schoolUrn, role);
        Reasons reasons = Reasons.all().add(selection.unclear());
        if (leavingOn == null) {
            reasons.add("leaving_on", "Give the last day at the school.");
        } else {
            reasons.add(selection
                    .selected()
                    .flatMap(schoolPeriod -> impossible(participant, schoolPeriod, leavingOn, reportContext.today())));
        }
        return reasons.orElse(() -> accepted(
                participant, selection.selected().orElseThrow(), leavingOn, affectedParticipants, reportContext));
    }

    /** Returns the earliest last day of a school period. */
    static LocalDate earliestLastDay(Participant participant, SchoolPeriod schoolPeriod, LocalDate today) {
        return Periods.trainings(participant, schoolPeriod.role())
                .filter(training -> training.schoolPeriodId().equals(schoolPeriod.id())
                        && !training.startedOn().isAfter(today))
                .map(Training::startedOn)
                .reduce(schoolPeriod.startedOn(), Periods::later)
                .plusDays(LEAST_DAYS);
    }

    static LocalDate latestLastDay(LocalDate today) {
        return today.plusMonths(MOST_MONTHS_AHEAD);
    }

    private static Optional<Reason> impossible(
            Participant participant, SchoolPeriod schoolPeriod, LocalDate leavingOn, LocalDate today) {
        LocalDate earliest = earliestLastDay(participant, schoolPeriod, today);
        LocalDate latest = latestLastDay(today);
        if (leavingOn.isAfter(latest)) {
            return refused("The last day can't be later than " + latest + ", four months from today.");
        }
        return leavingOn.isBefore(earliest)
                ? refused("The last day can't be earlier than " + earliest
                        + ", two days after the participant or their training started.")
                : Optional.empty();
    }

    private static Verdict<Changes> accepted(
            Participant participant,
            SchoolPeriod schoolPeriod,
            LocalDate leavingOn,
            AffectedParticipants affectedParticipants,
            ReportContext reportContext) {
        Ending ending = new Ending(EndReason.LEFT_SCHOOL, schoolPeriod.schoolUrn(), reportContext.at());
        if (isNotOver(schoolPeriod.finishedOn(), leavingOn.plusDays(1))) {
            AffectedParticipants gone =
                    EndSchoolPeriod.on(leavingOn, participant.id(), schoolPeriod, ending, affectedParticipants);
            return reported(schoolPeriod, leavingOn, gone.get(participant.id()), gone);
        }
        if (schoolPeriod.ending() != null && schoolPeriod.ending().reason() == EndReason.LEFT_SCHOOL) {
            return Verdict.accepted(Changes.NONE);
        }
        return reported(
                schoolPeriod,
                schoolPeriod.finishedOn(),
                participant.withSchoolPeriods(
                        Edits.replaced(participant.schoolPeriods(), schoolPeriod, same -> same.withEnding(ending))),
                affectedParticipants);
    }

    private static Verdict<Changes> reported(
            SchoolPeriod schoolPeriod,
            LocalDate lastDay,
            Participant after,
            AffectedParticipants affectedParticipants) {
        return affectedParticipants
                .with(
                        new LeavingReported(
                                schoolPeriod.role(), schoolPeriod.schoolUrn(), schoolPeriod.finishedOn(), lastDay),
                        after)
                .acceptedFor(after.id());
    }

    private static Optional<Reason> refused(String detail) {
        return Optional.of(new Reason("leaving_on", detail));
    }
}
