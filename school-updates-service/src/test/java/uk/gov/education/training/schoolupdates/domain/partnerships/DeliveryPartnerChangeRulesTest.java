package uk.gov.education.training.schoolupdates.domain.partnerships;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.partnerships.DeliveryPartnerChangeRules.Facts;

/** The rules for another delivery partner, in the order in which they apply. */
class DeliveryPartnerChangeRulesTest {

    private static final UUID DELIVERY_PARTNER = UUID.fromString("b0d1c6a2-1f7e-4f1f-8f4e-5a0c7d9e3c02");

    private static Verdict<UUID> decide(@Nullable String id, boolean known, boolean paired, boolean taken) {
        return DeliveryPartnerChangeRules.decide(id, new Facts(2026, known, paired, taken));
    }

    private static void refused(Verdict<UUID> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused<UUID>) verdict).reasons())
                .singleElement()
                .extracting(Reason::field)
                .isEqualTo("delivery_partner_id");
    }

    @Test
    void anotherDeliveryPartnerOfTheLeadProviderIsAccepted() {
        assertThat(decide(DELIVERY_PARTNER.toString(), true, true, false))
                .isEqualTo(Verdict.accepted(DELIVERY_PARTNER));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void row1DeliveryPartnerIsMissing(@Nullable String missing) {
        refused(decide(missing, false, false, false));
    }

    @Test
    void row2DeliveryPartnerIsUnknown() {
        refused(decide("nobody", false, false, false));
    }

    @Test
    void row3LeadProviderAndDeliveryPartnerAreNotPairedInTheCohort() {
        refused(decide(DELIVERY_PARTNER.toString(), true, false, false));
    }

    @Test
    void row4SchoolAlreadyHasAPartnershipWithBothInTheCohort() {
        refused(decide(DELIVERY_PARTNER.toString(), true, true, true));
    }
}
