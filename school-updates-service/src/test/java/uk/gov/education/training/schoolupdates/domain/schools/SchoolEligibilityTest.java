package uk.gov.education.training.schoolupdates.domain.schools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.School.Status;

class SchoolEligibilityTest {

    @ParameterizedTest
    @CsvSource({"OPEN, true", "PROPOSED_TO_CLOSE, true", "PROPOSED_TO_OPEN, false", "CLOSED, false"})
    void schoolIsEligibleWhileItIsOpen(Status status, boolean eligible) {
        assertThat(new SchoolEligibility(status, "Community school", true, false, false).isEligible())
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Academy converter",
                "ACADEMY CONVERTER",
                "Academy 16-19 converter",
                "Pupil referral unit",
                "Further education",
                "Local authority nursery school"
            })
    void eligibleTypeNeedsNoApproval(String type) {
        assertThat(open(type, false).isEligible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Other independent school", "Other independent special school"})
    void independentSchoolNeedsApprovalUnderSection41(String type) {
        assertThat(open(type, true).isEligible()).isTrue();
        assertThat(open(type, false).isEligible()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "British schools overseas",
                "Welsh establishment",
                "Higher education institutions",
                "Secure units",
                "Online provider",
                "Something new",
                ""
            })
    void approvalMakesNoOtherTypeEligible(String type) {
        assertThat(open(type, true).isEligible()).isFalse();
    }

    @Test
    void schoolOutsideEnglandIsNotEligible() {
        assertThat(new SchoolEligibility(Status.OPEN, "Community school", false, true, false).isEligible())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, Welsh establishment, false", "OPEN, Other independent school, true"})
    void schoolThatDfeHasMarkedIsEligibleWhateverTheRegisterSays(Status status, String type, boolean inEngland) {
        assertThat(new SchoolEligibility(status, type, inEngland, false, true).isEligible())
                .isTrue();
    }

    private static SchoolEligibility open(String type, boolean section41Approved) {
        return new SchoolEligibility(Status.OPEN, type, true, section41Approved, false);
    }
}
