package uk.gov.education.training.funding.domain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.VerdictContent.accepted;
import static uk.gov.education.training.funding.domain.VerdictContent.reasons;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.band;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.ecf;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.ittecf;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.funding.domain.contracts.ContractDetails.BandDetails;
import uk.gov.education.training.funding.domain.statements.StatementCalendar;
import uk.gov.education.training.platform.rules.Reason;

class ContractDetailsTest {

    private static final ContractDetails NOTHING =
            new ContractDetails(null, null, null, null, null, null, null, null, null, null, null, null);

    @Test
    void bothTypesOfContractCanBeAgreed() {
        assertThat(reasons(ecf().toContract())).isEmpty();
        assertThat(reasons(ittecf().toContract())).isEmpty();
        assertThat(accepted(ecf().toContract()).terms()).isInstanceOf(ContractTerms.Ecf.class);
        assertThat(accepted(ittecf().toContract()).terms()).isInstanceOf(ContractTerms.IttecfEctp.class);
    }

    @Test
    void vatDefaultsToTwentyPercentOfARegisteredProvider() {
        var contract = accepted(ecf().toContract());

        assertThat(contract.terms().vatRate()).isEqualTo("0.20");
        assertThat(contract.vatRegistered()).isTrue();
    }

    @Test
    void sameProviderAndCohortHaveTheSameIds() {
        assertThat(accepted(ecf().toContract())).isEqualTo(accepted(ecf().toContract()));
        assertThat(accepted(ecf().toContract()).id())
                .isNotEqualTo(accepted(ittecf().toContract()).id());
        assertThat(StatementCalendar.months(2024).stream().map(accepted(ecf().toContract())::statementId))
                .doesNotHaveDuplicates()
                .hasSize(34);
    }

    @Test
    void trailingZerosMakeNoDifference() {
        assertThat(accepted(ecf(band(2, "100.0"), band(2, "80")).toContract())).isEqualTo(accepted(ecf().toContract()));
    }

    @Test
    void allMissingFieldsAreReportedTogether() {
        assertThat(reasons(NOTHING.toContract()))
                .extracting(Reason::field)
                .containsExactly(
                        "lead_provider_id",
                        "cohort",
                        "contract_type",
                        "recruitment_target",
                        "bands",
                        "uplift_fee",
                        "setup_fee");
    }

    @Test
    void fieldsWithDefaultsAreRequiredInAChange() {
        assertThat(reasons(ecf().toChangedContract(Set.of())))
                .extracting(Reason::field)
                .containsExactly("monthly_service_fee", "vat_rate", "vat_registered");
        assertThat(reasons(ittecf().toChangedContract(Set.of("monthly_service_fee"))))
                .isEmpty();
    }

    @Test
    void allErrorsOfABandAreReportedTogether() {
        assertThat(reasons(ecf(null, new BandDetails(0, BigDecimal.ZERO, new BigDecimal("1.1"), null))
                        .toContract()))
                .extracting(Reason::field)
                .containsExactly(
                        "bands[0]",
                        "bands[1].capacity",
                        "bands[1].fee_per_declaration",
                        "bands[1].output_fee_ratio",
                        "bands[1].service_fee_ratio");
    }

    @Test
    void ratiosOfABandAddUpToOne() {
        assertThat(reasons(ecf(new BandDetails(1, BigDecimal.ONE, new BigDecimal("0.60"), new BigDecimal("0.39")))
                        .toContract()))
                .extracting(Reason::field)
                .containsExactly("bands[0].service_fee_ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "0.001", "1E+1000000000", "1E-1000000000", "10000000000"})
    void amountsAreWholePenceNotNegativeAndNotHuge(String amount) {
        assertThat(reasons(withUplift(new BigDecimal(amount)).toContract()))
                .extracting(Reason::field)
                .containsExactly("uplift_fee");
    }

    private static ContractDetails withUplift(BigDecimal upliftFee) {
        ContractDetails ecf = ecf();
        return new ContractDetails(
                ecf.leadProviderId(),
                ecf.cohort(),
                ecf.contractType(),
                ecf.recruitmentTarget(),
                ecf.bands(),
                upliftFee,
                ecf.setupFee(),
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void onlyIttecfEctpContractsHaveMentorTerms() {
        assertThat(reasons(typed("ecf", 1, "1.00").toContract()))
                .extracting(Reason::field)
                .containsExactly("mentor_target", "mentor_fee");
        assertThat(reasons(typed("ittecf_ectp", null, null).toContract()))
                .extracting(Reason::field)
                .containsExactly("mentor_target", "mentor_fee");
    }

    private static ContractDetails typed(String type, Integer mentorTarget, String mentorFee) {
        return new ContractDetails(
                ContractFixtures.PROVIDER,
                2026,
                type,
                3,
                List.of(band(1, "1.00")),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                null,
                null,
                mentorTarget,
                mentorFee == null ? null : new BigDecimal(mentorFee));
    }
}
