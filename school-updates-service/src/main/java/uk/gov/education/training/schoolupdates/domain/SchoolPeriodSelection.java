package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;

/** Which of someone's times at a school is meant: the latest in the role that the school named. */
record SchoolPeriodSelection(List<SchoolPeriod> candidates) {

    /** @param role needed only of someone who has both roles at the school */
    static SchoolPeriodSelection of(Participant participant, String schoolUrn, @Nullable Role role) {
        return new SchoolPeriodSelection(Stream.of(Role.values())
                .filter(each -> role == null || each == role)
                .flatMap(each -> Periods.latestAtSchool(participant, each, schoolUrn).stream())
                .toList());
    }

    Optional<Reason> unclear() {
        return switch (candidates.size()) {
            case 0 -> Optional.of(new Reason("participant_type", "This participant was never that at this school."));
            case 1 -> Optional.empty();
            default ->
                Optional.of(new Reason(
                        "participant_type",
                        "This participant is both an ECT and a mentor at this school. Say which with ect or mentor."));
        };
    }

    /** Empty if it is unclear. */
    Optional<SchoolPeriod> time() {
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }
}
