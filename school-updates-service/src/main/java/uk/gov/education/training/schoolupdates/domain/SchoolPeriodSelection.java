package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reason;

/** The latest school period at a school in each role that the request may mean. */
record SchoolPeriodSelection(List<SchoolPeriod> candidates) {

    /** @param role required only if the participant has both roles at the school */
    static SchoolPeriodSelection of(Participant participant, String schoolUrn, @Nullable Role role) {
        return new SchoolPeriodSelection(Stream.of(Role.values())
                .filter(each -> role == null || each == role)
                .flatMap(each -> Periods.latestAtSchool(participant, each, schoolUrn).stream())
                .toList());
    }

    Optional<Reason> unclear() {
        return switch (candidates.size()) {
            case 0 ->
                Optional.of(new Reason("participant_type", "This participant has never had that role at this school."));
            case 1 -> Optional.empty();
            default ->
                Optional.of(
                        new Reason(
                                "participant_type",
                                "This participant is both an ECT and a mentor at this school. Give participant_type as ect or mentor."));
        };
    }

    /** Returns the school period, or nothing if there is none or more than one. */
    Optional<SchoolPeriod> selected() {
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }
}
