package uk.gov.education.training.funding.domain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.VerdictContent.accepted;
import static uk.gov.education.training.funding.domain.VerdictContent.reasons;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.band;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.ecf;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.ittecf;

import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.rules.Reason;

class ContractTest {

    private final Contract agreed = accepted(ecf().toContract());

    @Test
    void lastBandCanGrow() {
        assertThat(reasons(agreed.changeTo(
                        accepted(ecf(band(2, "100.00"), band(3, "80.00")).toContract()))))
                .isEmpty();
    }

    @Test
    void noBandCanShrink() {
        assertThat(reasons(agreed.changeTo(
                        accepted(ecf(band(1, "100.00"), band(1, "80.00")).toContract()))))
                .extracting(Reason::field)
                .containsExactly("bands[0].capacity", "bands[1].capacity");
    }

    @Test
    void onlyTheLastBandCanGrow() {
        assertThat(reasons(agreed.changeTo(
                        accepted(ecf(band(3, "100.00"), band(2, "80.00")).toContract()))))
                .extracting(Reason::field)
                .containsExactly("bands[0].capacity");
    }

    @Test
    void noBandIsAddedOrRemoved() {
        assertThat(reasons(agreed.changeTo(accepted(ecf(band(2, "100.00")).toContract()))))
                .extracting(Reason::field)
                .containsExactly("bands");
    }

    @Test
    void cohortAndTypeCannotChange() {
        assertThat(reasons(agreed.changeTo(accepted(ittecf().toContract()))))
                .extracting(Reason::field)
                .contains("cohort", "contract_type");
    }

    @Test
    void changesDescribeTheDifferences() {
        assertThat(agreed.changes(
                        accepted(ecf(band(2, "100.00"), band(3, "80.00")).toContract())))
                .isEqualTo("band B: 2 places at 80.00, 0.60 for outputs to 3 places at 80.00, 0.60 for outputs");
    }
}
