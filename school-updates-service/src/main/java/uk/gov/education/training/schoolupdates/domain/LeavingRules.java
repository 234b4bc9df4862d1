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

/**
 * A school reports that an ECT or a mentor leaves it, or left it.
 *
 * <ol>
 *   <li>The last day is at most four months ahead, and at least two days after the person came and after the training
 *       began that they are in.
 *   <li>A known last day can be brought forward but not pushed back: a later one changes nothing, except that this
 *       school, too, has said that the person leaves.
 *   <li>Training and mentorships at this school end with it: see {@link EndSchoolPeriod}. Whatever a mentor does at
 *       other schools goes on.
 * </ol>
 */
public final class LeavingRules {

    private static final int MOST_MONTHS_AHEAD = 4;
    private static final int LEAST_DAYS = 2;

    private LeavingRules() {}

    /** @param role needed only of someone who has both roles at the school */
    public static Verdict decide(
            UUID id,
            @Nullable Role role,
            @Nullable LocalDate leavingOn,
            AffectedParticipants affectedParticipants,
            String schoolUrn,
            ReportContext reportContext) {
        Participant participant = affectedParticipants.get(id);
        SchoolPeriodSelection schoolPeriodSelection = SchoolPeriodSelection.of(participant, schoolUrn, role);
        Reasons reasons = new Reasons().add(schoolPeriodSelection.unclear());
        if (leavingOn == null) {
            reasons.addIf(true, "leaving_on", "Give the last day at the school.");
        } else {
            reasons.add(schoolPeriodSelection
                    .time()
                    .flatMap(time -> impossible(participant, time, leavingOn, reportContext.today())));
        }
        return reasons.orElse(() -> accepted(
                participant,
                schoolPeriodSelection.time().orElseThrow(),
                leavingOn,
                affectedParticipants,
                reportContext));
    }

    /** The earliest day on which someone can leave a school. */
    static LocalDate earliestLastDay(Participant participant, SchoolPeriod time, LocalDate today) {
        return Periods.trainings(participant, time.role())
                .filter(training -> training.schoolPeriodId().equals(time.id())
                        && !training.startedOn().isAfter(today))
                .map(Training::startedOn)
                .reduce(time.startedOn(), Periods::later)
                .plusDays(LEAST_DAYS);
    }

    static LocalDate latestLastDay(LocalDate today) {
        return today.plusMonths(MOST_MONTHS_AHEAD);
    }

    private static Optional<Reason> impossible(
            Participant participant, SchoolPeriod time, LocalDate leavingOn, LocalDate today) {
        LocalDate earliest = earliestLastDay(participant, time, today);
        LocalDate latest = latestLastDay(today);
        if (leavingOn.isAfter(latest)) {
            return refused("The last day can't be later than " + latest + ", four months from today.");
        }
        return leavingOn.isBefore(earliest)
                ? refused("The last day can't be earlier than " + earliest
                        + ", two days after the participant came or their training began.")
                : Optional.empty();
    }

    private static Verdict accepted(
            Participant participant,
            SchoolPeriod time,
            LocalDate leavingOn,
            AffectedParticipants affectedParticipants,
            ReportContext reportContext) {
        Ending ending = new Ending(EndReason.LEFT_SCHOOL, time.schoolUrn(), reportContext.at());
        if (isNotOver(time.finishedOn(), leavingOn.plusDays(1))) {
            AffectedParticipants gone =
                    EndSchoolPeriod.on(leavingOn, participant.id(), time, ending, affectedParticipants);
            return reported(time, leavingOn, gone.get(participant.id()), gone);
        }
        if (time.ending() != null && time.ending().reason() == EndReason.LEFT_SCHOOL) {
            return Verdict.UNCHANGED;
        }
        return reported(
                time,
                time.finishedOn(),
                participant.withSchoolPeriods(
                        Edits.replaced(participant.schoolPeriods(), time, same -> same.withEnding(ending))),
                affectedParticipants);
    }

    private static Verdict reported(
            SchoolPeriod time, LocalDate lastDay, Participant after, AffectedParticipants affectedParticipants) {
        return affectedParticipants
                .with(new LeavingReported(time.role(), time.schoolUrn(), time.finishedOn(), lastDay), after)
                .about(after.id());
    }

    private static Optional<Reason> refused(String detail) {
        return Optional.of(new Reason("leaving_on", detail));
    }
}
