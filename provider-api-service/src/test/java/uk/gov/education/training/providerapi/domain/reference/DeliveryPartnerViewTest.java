package uk.gov.education.training.providerapi.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.CEDAR;
import static uk.gov.education.training.providerapi.domain.reference.SchoolFactsFixture.HARBOUR;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;

class DeliveryPartnerViewTest {

    private static final Instant ADDED_AT = Instant.parse("2025-05-01T09:00:00Z");
    private static final DeliveryPartner DELIVERY_PARTNER = new DeliveryPartner(
            HARBOUR,
            "Harbour Teaching Hub",
            List.of(new Pairing(BRACKEN, 2024), new Pairing(AMBER, 2026), new Pairing(AMBER, 2025)),
            false,
            ADDED_AT);

    @Test
    void leadProviderSeesItsOwnPairingsInOrder() {
        assertThat(DeliveryPartnerView.of(AMBER, DELIVERY_PARTNER))
                .contains(
                        new DeliveryPartnerView(HARBOUR, AMBER, "Harbour Teaching Hub", List.of(2025, 2026), ADDED_AT));
        assertThat(DeliveryPartnerView.of(BRACKEN, DELIVERY_PARTNER)
                        .orElseThrow()
                        .cohorts())
                .containsExactly(2024);
    }

    @Test
    void leadProviderWithoutAPairingDoesNotSeeIt() {
        assertThat(DeliveryPartnerView.of(CEDAR, DELIVERY_PARTNER)).isEmpty();
        assertThat(DeliveryPartnerView.viewers(DELIVERY_PARTNER)).containsExactlyInAnyOrder(AMBER, BRACKEN);
    }

    @Test
    void retiredDeliveryPartnerIsStillSeen() {
        assertThat(DeliveryPartnerView.of(AMBER, DELIVERY_PARTNER.withRetired(true)))
                .isEqualTo(DeliveryPartnerView.of(AMBER, DELIVERY_PARTNER));
    }
}
