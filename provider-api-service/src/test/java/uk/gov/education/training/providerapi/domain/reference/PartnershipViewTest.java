package uk.gov.education.training.providerapi.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Role.ECT;
import static uk.gov.education.training.events.Role.MENTOR;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.CONFIRMED_AT;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.HARBOUR;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.LIGHTHOUSE;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.OAKFIELD_ID;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amber's partnerships with Oakfield School. */
class PartnershipViewTest {

    private static final String TODAY = "2025-12-01";

    private static SchoolFactsFixture partnership() {
        return new SchoolFactsFixture().partnership(AMBER, 2025);
    }

    private static Optional<PartnershipView> seen(SchoolFactsFixture given) {
        SchoolFacts facts = given.facts();
        return PartnershipView.of(facts.partnerships().getFirst(), facts, date(TODAY));
    }

    private static PartnershipView view(SchoolFactsFixture given) {
        return seen(given).orElseThrow();
    }

    @Test
    void partnershipShowsItsSchoolAndDeliveryPartner() {
        assertThat(seen(partnership()))
                .contains(new PartnershipView(
                        id(30),
                        AMBER,
                        2025,
                        OAKFIELD,
                        OAKFIELD_ID,
                        HARBOUR,
                        "Harbour Teaching Hub",
                        null,
                        null,
                        0,
                        CONFIRMED_AT,
                        null));
    }

    @Test
    void inductionTutorIsShownWithoutAnyTraining() {
        PartnershipView view = view(partnership().tutor("Morag Ellery", "morag@oakfield.example.org"));

        assertThat(view.inductionTutorName()).isEqualTo("Morag Ellery");
        assertThat(view.inductionTutorEmail()).isEqualTo("morag@oakfield.example.org");
    }

    @Test
    void schoolWithoutAnInductionTutorIsReachedAtAPublicAddress() {
        PartnershipView view = view(partnership().contacts(null, "head@oakfield.example.org"));

        assertThat(view.inductionTutorName()).isNull();
        assertThat(view.inductionTutorEmail()).isEqualTo("head@oakfield.example.org");
    }

    @Test
    void partnershipIsNotShownBeforeItsDeliveryPartnerHasAName() {
        assertThat(seen(partnership().unnamed(HARBOUR))).isEmpty();
        assertThat(seen(partnership().unnamed(LIGHTHOUSE))).isPresent();
    }

    @ParameterizedTest(name = "{0} to {1}: {2} in training, next change on {3}")
    @CsvSource({
        "2025-09-01,           , 1, ",
        "2025-12-01,           , 1, ",
        "2025-12-02,           , 0, 2025-12-02",
        "2025-09-01, 2025-11-30, 0, ",
        // the last day is a day of training
        "2025-09-01, 2025-12-01, 1, 2025-12-02",
        "2025-09-01, 2026-07-31, 1, 2026-08-01",
        "2026-01-06, 2026-07-31, 0, 2026-01-06",
        // never takes place
        "2026-01-06, 2026-01-05, 0, ",
    })
    void trainingCountsFromItsFirstToItsLastDay(String startedOn, String finishedOn, int count, String nextChangeOn) {
        PartnershipView view = view(partnership().inTraining(ECT, startedOn, finishedOn));

        assertThat(view.participantsCurrentlyTraining()).isEqualTo(count);
        assertThat(view.nextChangeOn()).isEqualTo(nextChangeOn == null ? null : date(nextChangeOn));
    }

    @Test
    void ectsAndMentorsBothCount() {
        assertThat(view(partnership()
                                .inTraining(ECT, "2025-09-01", null)
                                .inTraining(MENTOR, "2025-09-01", null)
                                .inTraining(ECT, "2025-09-01", "2025-10-31"))
                        .participantsCurrentlyTraining())
                .isEqualTo(2);
    }

    @Test
    void trainingElsewhereDoesNotCount() {
        assertThat(view(partnership()
                                .training(ECT, OAKFIELD_PERIOD, AMBER, 2025, null, "2025-09-01", null)
                                .training(ECT, OAKFIELD_PERIOD, AMBER, 2025, id(31), "2025-09-01", null)
                                .schoolLed(OAKFIELD_PERIOD, "2025-09-01", null))
                        .participantsCurrentlyTraining())
                .isZero();
    }

    @Test
    void numberDoesNotChangeWhenOneJoinsOnTheDayAfterAnotherLeaves() {
        PartnershipView view = view(
                partnership().inTraining(ECT, "2025-09-01", "2025-12-31").inTraining(ECT, "2026-01-01", "2026-03-31"));

        assertThat(view.participantsCurrentlyTraining()).isEqualTo(1);
        assertThat(view.nextChangeOn()).isEqualTo(date("2026-04-01"));
    }
}
