package uk.gov.education.training.providerapi.domain.participants;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.events.School.Uplift;

/**
 * The uplifts of schools for their participants.
 *
 * @param cohortsWithFees the cohorts in which uplift fees are paid
 * @param bySchool by the school's URN of today; at most one for each cohort
 */
public record Uplifts(Set<Integer> cohortsWithFees, Map<String, List<Uplift>> bySchool) {

    public static final Uplifts NONE = new Uplifts(Set.of(), Map.of());

    public Uplifts {
        cohortsWithFees = Set.copyOf(cohortsWithFees);
        bySchool = bySchool.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, school -> List.copyOf(school.getValue())));
    }

    /** The uplift of a school in a cohort: none if no uplift fees are paid in it or the school has no uplift. */
    Uplift of(String schoolUrn, int cohort) {
        return bySchool.getOrDefault(schoolUrn, List.of()).stream()
                .filter(uplift -> uplift.cohort() == cohort && cohortsWithFees.contains(cohort))
                .findFirst()
                .orElseGet(() -> new Uplift(cohort, false, false));
    }
}
