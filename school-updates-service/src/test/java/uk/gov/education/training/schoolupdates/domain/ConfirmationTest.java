package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.date;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.id;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.partnership;
import static uk.gov.education.training.schoolupdates.domain.RegistrationFixtures.registeredEct;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.DeliveryPartnerChanged;
import uk.gov.education.training.events.ParticipantChange.TrainingConfirmed;
import uk.gov.education.training.events.Partnership;

class ConfirmationTest {

    private static final Partnership FITTING = partnership("fitting", LEAD_PROVIDER, 2025);

    private final Participant interested = registeredEct(date("2025-09-01"));

    @Test
    void expressionOfInterestIsConfirmed() {
        List<ChangedParticipant> changes = Confirmation.confirm(interested, FITTING, Set.of());

        assertThat(changes).singleElement().satisfies(changed -> {
            assertThat(changed.change())
                    .isEqualTo(new TrainingConfirmed(
                            interested.trainings().getFirst().id(), id("fitting")));
            assertThat(changed.after().trainings().getFirst().partnershipId()).isEqualTo(id("fitting"));
            assertThat(changed.after().trainings().getFirst().deliveryPartnerId())
                    .isEqualTo(DELIVERY_PARTNER);
        });
    }

    @Test
    void confirmedTrainingStaysAsItIs() {
        Participant confirmed =
                Confirmation.confirm(interested, FITTING, Set.of()).getFirst().after();

        assertThat(Confirmation.confirm(confirmed, partnership("second", LEAD_PROVIDER, 2025), Set.of()))
                .isEmpty();
    }

    @Test
    void otherProvidersAndCohortsConfirmNothing() {
        assertThat(Confirmation.confirm(interested, partnership("other", OTHER_LEAD_PROVIDER, 2025), Set.of()))
                .isEmpty();
        assertThat(Confirmation.confirm(interested, partnership("other", LEAD_PROVIDER, 2024), Set.of()))
                .isEmpty();
        assertThat(Confirmation.confirm(
                        interested,
                        new Partnership(
                                id("p"),
                                LEAD_PROVIDER,
                                RegistrationFixtures.LEAD_PROVIDER_NAME,
                                DELIVERY_PARTNER,
                                "100002",
                                2025,
                                RegistrationFixtures.CONFIRMED_AT),
                        Set.of()))
                .isEmpty();
    }

    @Test
    void schoolLedTrainingIsNeverConfirmed() {
        assertThat(Confirmation.confirm(registeredEct(date("2025-09-01"), null), FITTING, Set.of()))
                .isEmpty();
    }

    @Test
    void trainingThatEndedBecauseThePersonLeftIsConfirmedToo() {
        SchoolScenario schoolScenario = new SchoolScenario()
                .on("2025-09-01")
                .registersEct("ada", "2025-09-01")
                .leaves("ada", "2025-09-10")
                .on("2025-09-15");

        schoolScenario.confirms(LEAD_PROVIDER, 2025);

        assertThat(schoolScenario.training("ada").isConfirmed()).isTrue();
    }

    @Test
    void mentorWhoseFundingHasEndedIsNotTrainedByAConfirmation() {
        SchoolScenario schoolScenario = new SchoolScenario()
                .on("2025-09-01")
                .registersEct("ada", "2025-09-01")
                .registersMentor("mary", "2025-09-01", "ada")
                .accepted()
                .fundingEnds("mary");

        schoolScenario.confirms(LEAD_PROVIDER, 2025);

        assertThat(schoolScenario.training("ada").isConfirmed()).isTrue();
        assertThat(schoolScenario.training("mary").isConfirmed()).isFalse();
    }

    @Test
    void trainingThatNeverTakesPlaceIsNotConfirmed() {
        SchoolScenario schoolScenario = new SchoolScenario()
                .on("2025-09-01")
                .registersEct("ada", "2025-10-01")
                .becomesSchoolLed("ada")
                .accepted();

        schoolScenario.confirms(LEAD_PROVIDER, 2025);

        assertThat(schoolScenario.trainings("ada").getFirst().isConfirmed()).isFalse();
    }

    @Test
    void anotherDeliveryPartnerIsThatOfEveryTrainingThatThePartnershipConfirmed() {
        Participant confirmed =
                Confirmation.confirm(interested, FITTING, Set.of()).getFirst().after();
        Partnership moved = new Partnership(
                FITTING.id(),
                FITTING.leadProviderId(),
                FITTING.leadProviderName(),
                id("another hub"),
                FITTING.schoolUrn(),
                FITTING.cohort(),
                FITTING.createdAt());

        assertThat(Confirmation.changeDeliveryPartner(confirmed, DELIVERY_PARTNER, moved))
                .hasValueSatisfying(changed -> {
                    assertThat(changed.change())
                            .isEqualTo(new DeliveryPartnerChanged(FITTING.id(), DELIVERY_PARTNER, id("another hub")));
                    assertThat(changed.after().trainings().getFirst().deliveryPartnerId())
                            .isEqualTo(id("another hub"));
                });
        assertThat(Confirmation.changeDeliveryPartner(interested, DELIVERY_PARTNER, moved))
                .isEmpty();
    }
}
