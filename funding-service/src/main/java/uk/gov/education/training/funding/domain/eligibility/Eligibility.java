package uk.gov.education.training.funding.domain.eligibility;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingChange.MentorFundingEnded;
import uk.gov.education.training.events.FundingChange.MentorFundingReopened;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/**
 * Decides from which day DfE funds a participant's training.
 *
 * <ol>
 *   <li>ECTs are eligible from the first registration by a school, or record of an induction by an appropriate body, at
 *       which both are known and the induction covers the day.
 *   <li>Mentors are eligible from the registration of their first training.
 *   <li>A completed declaration ends a mentor's funding. Voiding it reopens the funding.
 *   <li>Days are London days. A fact counts from the moment it was reported. The first matching moment decides, so
 *       later reports never take eligibility away.
 * </ol>
 */
public final class Eligibility {

    private Eligibility() {}

    /** The position of a participant without declarations. */
    public static FundingPosition decide(Participant participant) {
        return decide(participant, Optional.empty());
    }

    /**
     * The position in each role that the participant has or had.
     *
     * @param completion the completion that ended the mentor's funding, if any
     */
    public static FundingPosition decide(Participant participant, Optional<MentorCompletion> completion) {
        return new FundingPosition(
                participant.id(),
                funding(participant, Role.ECT, ectEligibleAt(participant), Optional.empty()),
                funding(participant, Role.MENTOR, mentorEligibleAt(participant), completion));
    }

    private static @Nullable RoleFunding funding(
            Participant participant, Role role, Optional<Instant> eligibleAt, Optional<MentorCompletion> completion) {
        boolean hasRole = participant.schoolPeriods().stream().anyMatch(period -> period.role() == role);
        return hasRole
                ? new RoleFunding(
                        eligibleAt.map(Eligibility::day).orElse(null),
                        completion.map(MentorCompletion::completedOn).orElse(null),
                        completion.map(completed -> MentorCompletion.REASON).orElse(null))
                : null;
    }

    private static Optional<Instant> ectEligibleAt(Participant participant) {
        List<Instant> registrations = participant.schoolPeriods().stream()
                .filter(period -> period.role() == Role.ECT)
                .map(SchoolPeriod::registeredAt)
                .toList();
        List<InductionPeriod> inductions = participant.inductionPeriods();
        return Stream.concat(registrations.stream(), inductions.stream().map(InductionPeriod::recordedAt))
                .filter(moment -> registrations.stream().anyMatch(registration -> !registration.isAfter(moment)))
                .filter(moment -> inductions.stream()
                        .anyMatch(induction -> !induction.recordedAt().isAfter(moment) && covers(induction, moment)))
                .min(Instant::compareTo);
    }

    /**
     * Uses only what was known at that moment: an end that was reported later changes nothing, even with an earlier
     * date.
     */
    private static boolean covers(InductionPeriod induction, Instant moment) {
        boolean open = induction.finishedOn() == null
                || (induction.endRecordedAt() != null
                        && induction.endRecordedAt().isAfter(moment));
        return !day(moment).isBefore(induction.startedOn())
                && (open || !day(moment).isAfter(induction.finishedOn()));
    }

    private static Optional<Instant> mentorEligibleAt(Participant participant) {
        return participant.trainings().stream()
                .filter(training -> training.role() == Role.MENTOR)
                .map(Training::registeredAt)
                .min(Instant::compareTo);
    }

    private static LocalDate day(Instant moment) {
        return London.dateOf(moment);
    }

    /** The changes from the previous position, in each role. */
    public static List<FundingChange> changes(@Nullable FundingPosition before, FundingPosition now) {
        List<FundingChange> changes = new ArrayList<>();
        for (Role role : Role.values()) {
            RoleFunding funding = now.of(role);
            if (funding != null) {
                changes.addAll(changes(role, before == null ? null : before.of(role), funding));
            }
        }
        return changes;
    }

    private static List<FundingChange> changes(Role role, @Nullable RoleFunding before, RoleFunding now) {
        List<FundingChange> changes = new ArrayList<>();
        if (before == null || !Objects.equals(before.eligibleFrom(), now.eligibleFrom())) {
            changes.add(new EligibilityDecided(role, now.eligibleFrom()));
        }
        LocalDate endedBefore = before == null ? null : before.endedOn();
        if (now.endedOn() != null && now.endReason() != null && !now.endedOn().equals(endedBefore)) {
            changes.add(new MentorFundingEnded(now.endedOn(), now.endReason()));
        }
        if (now.endedOn() == null && endedBefore != null) {
            changes.add(new MentorFundingReopened());
        }
        return changes;
    }
}
