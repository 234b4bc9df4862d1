package uk.gov.education.training.providerapi.domain.participants;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.Uplift;

/**
 * The uplift of a school in a cohort.
 *
 * @param urn one that the school has or had
 */
public record SchoolUplift(UUID schoolId, String urn, Uplift uplift) {

    /**
     * All uplifts of a school, under its URN and under those that it had. Training follows to another URN a moment
     * later than the school, and keeps its uplift meanwhile.
     *
     * @param before the uplifts that were known before
     */
    public static Set<SchoolUplift> of(School school, Collection<SchoolUplift> before) {
        Set<String> urns = Stream.concat(
                        Stream.of(school.urn()),
                        before.stream()
                                .filter(known -> known.schoolId().equals(school.id()))
                                .map(SchoolUplift::urn))
                .collect(toSet());
        return school.uplifts().stream()
                .filter(uplift -> uplift.pupilPremium() || uplift.sparsity())
                .flatMap(uplift -> urns.stream().map(urn -> new SchoolUplift(school.id(), urn, uplift)))
                .collect(toSet());
    }
}
