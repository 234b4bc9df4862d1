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
 * From when on DfE can fund a participant's training.
 *
 * <ol>
 *   <li>An ECT: from the first moment at which a school registers them or an appropriate body records their induction,
 *       and by then both is known and the induction covers that day.
 *   <li>A mentor: from when their first training was registered, in whatever way they came by it.
 *   <li>A mentor's funding ends with a completed declaration, and goes on if that is voided.
 *   <li>A day is London's, and what is known at a moment is what was reported no later. Eligibility is one-way, because
 *       it follows from the first such moment.
 * </ol>
 */
public final class Eligibility {

    private Eligibility() {}

    /** The position in each role of someone about whom nothing was declared. */
    public static FundingPosition decide(Participant participant) {
        return decide(participant, Optional.empty());
    }

    /**
     * The position in each role that the participant has or had.
     *
     * @param completion by which a mentor's funding has ended
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

    /** As known at that moment: an end that was reported later, even of an earlier day, takes nothing back. */
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

    /** What is different from the position until now, in each role. */
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
