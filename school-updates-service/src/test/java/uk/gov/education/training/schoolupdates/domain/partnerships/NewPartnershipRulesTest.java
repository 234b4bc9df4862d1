package uk.gov.education.training.schoolupdates.domain.partnerships;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipFacts.SchoolFacts;

/** The rules for a new partnership, in the order in which they apply. */
class NewPartnershipRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 16);
    private static final String SCHOOL = "2f7cf7e5-0f5c-4a3e-9a6b-0d0d1c6a2b01";
    private static final String DELIVERY_PARTNER = "b0d1c6a2-1f7e-4f1f-8f4e-5a0c7d9e3c02";

    private @Nullable String cohort = "2026";
    private @Nullable String schoolId = SCHOOL;
    private @Nullable String deliveryPartnerId = DELIVERY_PARTNER;
    private Optional<ContractPeriod> period = Optional.of(period(2026));
    private Optional<SchoolFacts> school = Optional.of(new SchoolFacts("143208", true, null));
    private boolean deliveryPartnerKnown = true;
    private boolean contracted = true;
    private boolean paired = true;
    private boolean alreadyPartners;
    private InductionProgrammeChoice choice = InductionProgrammeChoice.NOT_YET_KNOWN;

    private static ContractPeriod period(int year) {
        return new ContractPeriod(
                year,
                LocalDate.of(year, 6, 1),
                LocalDate.of(year + 1, 5, 31),
                year >= 2023,
                null,
                true,
                true,
                false,
                List.of());
    }

    private Verdict<PartnershipRequest> decide() {
        return NewPartnershipRules.decide(
                new PartnershipRequest(cohort, schoolId, deliveryPartnerId),
                new PartnershipFacts(
                        TODAY, period, school, deliveryPartnerKnown, contracted, paired, alreadyPartners, choice));
    }

    private List<Reason> reasons() {
        assertThat(decide()).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<PartnershipRequest>) decide()).reasons();
    }

    private List<String> refused() {
        return reasons().stream().map(Reason::field).toList();
    }

    private void unknownCohort() {
        period = Optional.empty();
        contracted = false;
        paired = false;
    }

    @Test
    void partnershipThatMeetsEveryRuleIsAccepted() {
        assertThat(decide()).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void row1CohortIsMissing(@Nullable String missing) {
        cohort = missing;
        unknownCohort();

        assertThat(refused()).containsExactly("cohort");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void row2SchoolIsMissing(@Nullable String missing) {
        schoolId = missing;
        school = Optional.empty();

        assertThat(refused()).containsExactly("school_id");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void row3DeliveryPartnerIsMissing(@Nullable String missing) {
        deliveryPartnerId = missing;
        deliveryPartnerKnown = false;
        paired = false;

        assertThat(refused()).containsExactly("delivery_partner_id");
    }

    @Test
    void row4CohortIsUnknown() {
        cohort = "1999";
        unknownCohort();

        assertThat(refused()).containsExactly("cohort");
    }

    @Test
    void row5CohortStartsAfterToday() {
        period = Optional.of(period(2027));

        assertThat(refused()).containsExactly("cohort");
        assertThat(reasons().getFirst().detail()).contains("2027-06-01");
    }

    @Test
    void row5CohortIsOpenOnItsFirstDay() {
        period = Optional.of(period(2026).withStartedOn(TODAY));

        assertThat(decide()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void row6CohortIsClosed() {
        period = Optional.of(period(2022));

        assertThat(refused()).containsExactly("cohort");
    }

    @Test
    void row6PastCohortThatIsNotClosedIsAccepted() {
        period = Optional.of(period(2023));

        assertThat(decide()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void row7SchoolIsUnknown() {
        school = Optional.empty();

        assertThat(refused()).containsExactly("school_id");
    }

    @Test
    void row8SchoolIsNotEligible() {
        school = Optional.of(new SchoolFacts("143208", false, null));

        assertThat(refused()).containsExactly("school_id");
    }

    @Test
    void row8SchoolThatIsPartOfAnotherIsNotEligibleAndTheErrorNamesTheOther() {
        UUID successor = UUID.fromString(DELIVERY_PARTNER);
        school = Optional.of(new SchoolFacts("143208", true, successor));

        assertThat(refused()).containsExactly("school_id");
        assertThat(reasons().getFirst().detail()).contains(successor.toString());
    }

    @Test
    void row9DeliveryPartnerIsUnknown() {
        deliveryPartnerKnown = false;
        paired = false;

        assertThat(refused()).containsExactly("delivery_partner_id");
    }

    @Test
    void row10LeadProviderAndDeliveryPartnerAreNotPairedInTheCohort() {
        paired = false;

        assertThat(refused()).containsExactly("delivery_partner_id");
    }

    @Test
    void row10LeadProviderIsNotContractedForTheCohort() {
        contracted = false;
        paired = false;

        assertThat(refused()).containsExactly("delivery_partner_id");
        assertThat(reasons().getFirst().detail()).contains("not contracted");
    }

    @Test
    void row11LeadProviderAlreadyHasAPartnershipWithTheSchoolInTheCohort() {
        alreadyPartners = true;

        assertThat(refused()).containsExactly("school_id");
    }

    @Test
    void row11AppliesOnlyToLeadProvidersThatAreContractedForTheCohort() {
        alreadyPartners = true;
        contracted = false;
        paired = false;

        assertThat(refused()).containsExactly("delivery_partner_id");
    }

    @Test
    void row12SchoolHasChosenSchoolLedTraining() {
        choice = InductionProgrammeChoice.SCHOOL_LED;

        assertThat(refused()).containsExactly("school_id");
    }

    @ParameterizedTest
    @EnumSource(value = InductionProgrammeChoice.class, names = "SCHOOL_LED", mode = EnumSource.Mode.EXCLUDE)
    void row12EveryOtherChoiceIsAccepted(InductionProgrammeChoice other) {
        choice = other;

        assertThat(decide()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void everythingMissingIsReportedOnce() {
        cohort = null;
        schoolId = null;
        deliveryPartnerId = null;
        unknownCohort();
        school = Optional.empty();
        deliveryPartnerKnown = false;

        assertThat(refused()).containsExactly("cohort", "school_id", "delivery_partner_id");
    }

    @Test
    void errorsAboutOneAttributeComeTogetherInTheOrderOfTheFirst() {
        school = Optional.of(new SchoolFacts("143208", false, null));
        paired = false;
        alreadyPartners = true;
        choice = InductionProgrammeChoice.SCHOOL_LED;

        assertThat(refused()).containsExactly("school_id", "school_id", "school_id", "delivery_partner_id");
    }

    @Test
    void missingAttributeComesBeforeOneThatIsWrong() {
        schoolId = null;
        school = Optional.empty();
        unknownCohort();

        assertThat(refused()).containsExactly("school_id", "cohort");
    }

    @Test
    void wrongCohortDoesNotAlsoBlameTheDeliveryPartner() {
        period = Optional.of(period(2022));
        contracted = false;
        paired = false;

        assertThat(refused()).containsExactly("cohort");
    }

    @Test
    void unknownDeliveryPartnerIsReportedBesideAWrongCohort() {
        unknownCohort();
        deliveryPartnerKnown = false;

        assertThat(refused()).containsExactly("cohort", "delivery_partner_id");
    }

    @Test
    void schoolIsReportedBesideAClosedCohort() {
        period = Optional.of(period(2022));
        alreadyPartners = true;

        assertThat(refused()).containsExactly("cohort", "school_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025abc", "25", "02025", "2025.0", "-2025", "２０２５"})
    void cohortIsAYearAndNothingElse(String text) {
        assertThat(new PartnershipRequest(text, SCHOOL, DELIVERY_PARTNER).year())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"143208", "2f7cf7e5", "2-f-7-c-f", "null"})
    void schoolIsAUuidAndNothingElse(String text) {
        assertThat(new PartnershipRequest(cohort, text, DELIVERY_PARTNER).school())
                .isEmpty();
    }
}
