package uk.gov.education.training.schoolupdates.domain;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.SchoolReplaced;

/**
 * Moves everything of a participant from one URN to another, because the school has a new URN or another school took it
 * over.
 *
 * <ol>
 *   <li>All school periods, training and mentorships at the old URN are at the new one, past ones too.
 *   <li>School periods in one role that now overlap or touch become one: see {@link JoinedSchoolPeriods}.
 *   <li>Training that a partnership confirmed belongs to the partnership that takes over.
 * </ol>
 *
 * @param partnerships the partnership that takes over, by the id of the one before; without those that stay
 */
public record SchoolReplacement(String fromUrn, String toUrn, Map<UUID, UUID> partnerships) {

    /** Returns nothing if the participant has nothing at the old URN. */
    public Optional<ChangedParticipant> of(Participant participant) {
        JoinedSchoolPeriods joined = JoinedSchoolPeriods.of(
                participant.schoolPeriods().stream().map(this::moved).toList(), toUrn);
        Participant after = participant
                .withSchoolPeriods(joined.schoolPeriods())
                .withTrainings(participant.trainings().stream()
                        .map(training -> moved(training).withSchoolPeriodId(joined.idAfter(training.schoolPeriodId())))
                        .toList())
                .withMentorships(
                        participant.mentorships().stream().map(this::moved).toList());
        return isAtOldUrn(participant)
                ? Optional.of(new ChangedParticipant(new SchoolReplaced(fromUrn, toUrn), after))
                : Optional.empty();
    }

    private boolean isAtOldUrn(Participant participant) {
        return participant.schoolPeriods().stream().map(SchoolPeriod::schoolUrn).anyMatch(fromUrn::equals)
                || participant.trainings().stream().map(Training::schoolUrn).anyMatch(fromUrn::equals)
                || participant.mentorships().stream().map(Mentorship::schoolUrn).anyMatch(fromUrn::equals);
    }

    private SchoolPeriod moved(SchoolPeriod schoolPeriod) {
        return schoolPeriod.withSchoolUrn(moved(schoolPeriod.schoolUrn())).withEnding(moved(schoolPeriod.ending()));
    }

    private Training moved(Training training) {
        @Nullable UUID partnershipId = training.partnershipId();
        return training.withSchoolUrn(moved(training.schoolUrn()))
                .withEnding(moved(training.ending()))
                .withPartnershipId(
                        partnershipId == null ? null : partnerships.getOrDefault(partnershipId, partnershipId));
    }

    private Mentorship moved(Mentorship mentorship) {
        return mentorship.withSchoolUrn(moved(mentorship.schoolUrn()));
    }

    private @Nullable Ending moved(@Nullable Ending ending) {
        return ending == null || ending.schoolUrn() == null
                ? ending
                : new Ending(ending.reason(), moved(ending.schoolUrn()), ending.reportedAt());
    }

    private String moved(String urn) {
        return urn.equals(fromUrn) ? toUrn : urn;
    }
}
