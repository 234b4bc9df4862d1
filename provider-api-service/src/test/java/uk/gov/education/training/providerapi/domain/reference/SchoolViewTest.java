package uk.gov.education.training.providerapi.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Role.ECT;
import static uk.gov.education.training.events.Role.MENTOR;
import static uk.gov.education.training.platform.rules.InductionProgrammeChoice.NOT_YET_KNOWN;
import static uk.gov.education.training.platform.rules.InductionProgrammeChoice.PROVIDER_LED;
import static uk.gov.education.training.platform.rules.InductionProgrammeChoice.SCHOOL_LED;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.CEDAR;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.ADDED_AT;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.OAKFIELD_ID;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;

/** Amber and others look at Oakfield School. */
class SchoolViewTest {

    private static Optional<SchoolView> seen(UUID leadProvider, int cohort, SchoolFactsFixture given) {
        return SchoolView.of(leadProvider, SchoolFactsFixture.cohort(cohort), given.facts());
    }

    private static SchoolView view(SchoolFactsFixture given) {
        return seen(AMBER, 2025, given).orElseThrow();
    }

    private static InductionProgrammeChoice choice(SchoolFactsFixture given) {
        return view(given).inductionProgrammeChoice();
    }

    @Test
    void eligibleSchoolIsSeenWithoutAnyPartnershipOrTraining() {
        assertThat(seen(AMBER, 2025, new SchoolFactsFixture()))
                .contains(new SchoolView(
                        OAKFIELD_ID,
                        "Oakfield School",
                        OAKFIELD,
                        2025,
                        false,
                        NOT_YET_KNOWN,
                        false,
                        null,
                        null,
                        ADDED_AT));
    }

    @Test
    void ineligibleSchoolIsSeenOnlyInCohortsInWhichAnyProviderHasAPartnership() {
        SchoolFactsFixture given = new SchoolFactsFixture().ineligible().partnership(BRACKEN, 2024);

        assertThat(seen(AMBER, 2024, given)).isPresent();
        assertThat(seen(BRACKEN, 2024, given)).isPresent();
        assertThat(seen(AMBER, 2025, given)).isEmpty();
    }

    @Test
    void schoolIsInPartnershipInACohortByWhicheverProvider() {
        SchoolFactsFixture given = new SchoolFactsFixture().partnership(BRACKEN, 2025);

        assertThat(view(given).inPartnership()).isTrue();
        assertThat(seen(AMBER, 2024, given).orElseThrow().inPartnership()).isFalse();
    }

    @Test
    void partnershipWithoutTrainingIsNoExpressionOfInterest() {
        assertThat(view(new SchoolFactsFixture().partnership(AMBER, 2025)).expressionOfInterest())
                .isFalse();
    }

    @ParameterizedTest(name = "{0}, of Amber in 2025, {1} to {2}")
    @CsvSource({
        "ECT,    2025-09-01, ",
        "MENTOR, 2025-09-01, ",
        "ECT,    2020-09-01, 2020-12-31",
        "MENTOR, 2030-09-01, ",
    })
    void anyTrainingByTheProviderInTheCohortIsAnExpressionOfInterest(String role, String startedOn, String finishedOn) {
        SchoolFactsFixture given = new SchoolFactsFixture()
                .training(role.equals("ECT") ? ECT : MENTOR, OAKFIELD_PERIOD, AMBER, 2025, null, startedOn, finishedOn);

        assertThat(view(given).expressionOfInterest()).isTrue();
        assertThat(seen(BRACKEN, 2025, given).orElseThrow().expressionOfInterest())
                .isFalse();
        assertThat(seen(AMBER, 2024, given).orElseThrow().expressionOfInterest())
                .isFalse();
    }

    @Test
    void inductionTutorIsHiddenFromProvidersWithoutAnExpressionOfInterest() {
        SchoolFactsFixture given = new SchoolFactsFixture()
                .tutor("Morag Ellery", "morag@oakfield.example.org")
                .interest(ECT, AMBER, 2025, OAKFIELD_PERIOD);

        assertThat(view(given).inductionTutorName()).isEqualTo("Morag Ellery");
        assertThat(view(given).inductionTutorEmail()).isEqualTo("morag@oakfield.example.org");
        SchoolView hidden = seen(BRACKEN, 2025, given).orElseThrow();
        assertThat(hidden.inductionTutorName()).isNull();
        assertThat(hidden.inductionTutorEmail()).isNull();
    }

    @ParameterizedTest(name = "primary {0}, secondary {1}: {2}")
    @CsvSource({
        "office@oakfield.example.org, head@oakfield.example.org, office@oakfield.example.org",
        ", head@oakfield.example.org, head@oakfield.example.org",
        ",,",
    })
    void schoolWithoutAnInductionTutorIsReachedAtAPublicAddress(String primary, String secondary, String shown) {
        SchoolFactsFixture given =
                new SchoolFactsFixture().contacts(primary, secondary).interest(ECT, AMBER, 2025, OAKFIELD_PERIOD);

        assertThat(view(given).inductionTutorName()).isNull();
        assertThat(view(given).inductionTutorEmail()).isEqualTo(shown);
    }

    @Test
    void mentorOfTheCohortWithWhicheverProviderMakesTheSchoolProviderLed() {
        assertThat(choice(new SchoolFactsFixture()
                        .interest(MENTOR, CEDAR, 2025, MENTOR_PERIOD)
                        .schoolLed(OAKFIELD_PERIOD, "2025-09-01", null)))
                .isEqualTo(PROVIDER_LED);
    }

    @Test
    void mentorOfAnotherCohortDecidesNothing() {
        assertThat(choice(new SchoolFactsFixture().interest(MENTOR, AMBER, 2024, MENTOR_PERIOD)))
                .isEqualTo(NOT_YET_KNOWN);
    }

    @Test
    void ectOfTheCohortMakesTheSchoolProviderLed() {
        assertThat(choice(new SchoolFactsFixture()
                        .interest(ECT, AMBER, 2025, OAKFIELD_PERIOD)
                        .schoolLed(ASHDOWN_PERIOD, "2025-09-01", null)))
                .isEqualTo(PROVIDER_LED);
    }

    @Test
    void schoolIsSchoolLedWhenEveryEctOfTheCohortIs() {
        assertThat(choice(new SchoolFactsFixture()
                        .schoolLed(OAKFIELD_PERIOD, "2025-06-01", null)
                        .interest(ECT, AMBER, 2024, ASHDOWN_PERIOD)))
                .isEqualTo(SCHOOL_LED);
    }

    @ParameterizedTest(name = "started on {0}: {1}")
    @CsvSource({
        "2025-05-31, NOT_YET_KNOWN",
        "2025-06-01, SCHOOL_LED",
        "2026-05-31, SCHOOL_LED",
        "2026-06-01, NOT_YET_KNOWN",
    })
    void schoolLedTrainingCountsForTheCohortInWhichItStarts(String startedOn, InductionProgrammeChoice choice) {
        assertThat(choice(new SchoolFactsFixture().schoolLed(OAKFIELD_PERIOD, startedOn, null)))
                .isEqualTo(choice);
    }

    @Test
    void schoolLedEctWhoWasInProviderLedTrainingOfAnotherCohortBeforeCountsAsProviderLed() {
        assertThat(choice(new SchoolFactsFixture()
                        .interest(ECT, AMBER, 2024, OAKFIELD_PERIOD)
                        .schoolLed(OAKFIELD_PERIOD, "2025-09-01", null)))
                .isEqualTo(PROVIDER_LED);
    }

    @Test
    void endedTrainingDecidesLikeAnyOther() {
        assertThat(choice(new SchoolFactsFixture().schoolLed(OAKFIELD_PERIOD, "2025-09-01", "2025-09-30")))
                .isEqualTo(SCHOOL_LED);
    }
}
