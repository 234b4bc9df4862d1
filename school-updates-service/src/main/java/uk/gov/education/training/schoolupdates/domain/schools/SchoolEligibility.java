package uk.gov.education.training.schoolupdates.domain.schools;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import uk.gov.education.training.events.School;

/**
 * Decides whether participants at a school can have funded training: if DfE has marked the school, or if it is open, in
 * England, and either of an eligible type or an independent school that is approved under section 41.
 *
 * @param type in the words of the schools register
 * @param section41Approved whether the school is approved under section 41 of the Children and Families Act 2014
 * @param markedEligible whether DfE decided that the school is eligible, whatever the schools register says
 */
public record SchoolEligibility(
        School.Status status, String type, boolean inEngland, boolean section41Approved, boolean markedEligible) {

    private static final Set<String> ELIGIBLE_TYPES = inLowerCase(
            "Community school",
            "Voluntary aided school",
            "Voluntary controlled school",
            "Foundation school",
            "City technology college",
            "Community special school",
            "Non-maintained special school",
            "Foundation special school",
            "Pupil referral unit",
            "Local authority nursery school",
            "Further education",
            "Academy sponsor led",
            "Sixth form centres",
            "Special post 16 institution",
            "Academy special sponsor led",
            "Academy converter",
            "Free schools",
            "Free schools special",
            "Free schools alternative provision",
            "Free schools 16 to 19",
            "University technical college",
            "Studio schools",
            "Academy alternative provision converter",
            "Academy alternative provision sponsor led",
            "Academy special converter",
            "Academy 16-19 converter",
            "Academy 16 to 19 sponsor led",
            "Academy secure 16 to 19");
    private static final Set<String> INDEPENDENT_TYPES =
            inLowerCase("Other independent school", "Other independent special school");

    /** Whether participants at the school can have funded training. */
    public boolean isEligible() {
        return markedEligible || (isOpen() && inEngland && isOfEligibleType());
    }

    private boolean isOpen() {
        return status == School.Status.OPEN || status == School.Status.PROPOSED_TO_CLOSE;
    }

    private boolean isOfEligibleType() {
        String name = type.toLowerCase(Locale.ROOT);
        return ELIGIBLE_TYPES.contains(name) || (section41Approved && INDEPENDENT_TYPES.contains(name));
    }

    private static Set<String> inLowerCase(String... names) {
        return Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
    }
}
