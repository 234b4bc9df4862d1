package uk.gov.education.training.funding.domain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.contracts.GivenContract.band;
import static uk.gov.education.training.funding.domain.contracts.GivenContract.ecf;
import static uk.gov.education.training.funding.domain.contracts.GivenContract.ittecf;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.funding.domain.Reason;
import uk.gov.education.training.funding.domain.contracts.ContractDetails.BandDetails;
import uk.gov.education.training.funding.domain.statements.StatementCalendar;

class ContractDetailsTest {

    private static final ContractDetails NOTHING =
            new ContractDetails(null, null, null, null, null, null, null, null, null, null, null, null);

    @Test
    void bothTypesOfContractCanBeAgreed() {
        assertThat(ecf().whyNot()).isEmpty();
        assertThat(ittecf().whyNot()).isEmpty();
        assertThat(ecf().agreement().contract()).isInstanceOf(ContractTerms.Ecf.class);
        assertThat(ittecf().agreement().contract()).isInstanceOf(ContractTerms.IttecfEctp.class);
    }

    @Test
    void vatIsTwentyPercentOfARegisteredProviderUnlessItIsSaidOtherwise() {
        var agreement = ecf().agreement();

        assertThat(agreement.contract().vatRate()).isEqualTo("0.20");
        assertThat(agreement.vatRegistered()).isTrue();
    }

    @Test
    void theSameProviderAndCohortHaveTheSameIds() {
        assertThat(ecf().agreement()).isEqualTo(ecf().agreement());
        assertThat(ecf().agreement().id()).isNotEqualTo(ittecf().agreement().id());
        assertThat(StatementCalendar.months(2024).stream().map(ecf().agreement()::statementId))
                .doesNotHaveDuplicates()
                .hasSize(34);
    }

    @Test
    void amountsThatAreWrittenDifferentlyAreTheSameContract() {
        assertThat(ecf(band(2, "100.0"), band(2, "80")).agreement()).isEqualTo(ecf().agreement());
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        assertThat(NOTHING.whyNot())
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
    void whatAContractIsAgreedWithoutMustBeSaidWhenItIsChanged() {
        assertThat(ecf().whyNotInstead(Set.of()))
                .extracting(Reason::field)
                .containsExactly("monthly_service_fee", "vat_rate", "vat_registered");
        assertThat(ittecf().whyNotInstead(Set.of("monthly_service_fee"))).isEmpty();
    }

    @Test
    void everythingThatIsWrongWithABandIsToldAtOnce() {
        assertThat(ecf(null, new BandDetails(0, BigDecimal.ZERO, new BigDecimal("1.1"), null))
                        .whyNot())
                .extracting(Reason::field)
                .containsExactly(
                        "bands[0]",
                        "bands[1].capacity",
                        "bands[1].fee_per_declaration",
                        "bands[1].output_fee_ratio",
                        "bands[1].service_fee_ratio");
    }

    @Test
    void theTwoRatiosOfABandAreTheWholeFee() {
        assertThat(ecf(new BandDetails(1, BigDecimal.ONE, new BigDecimal("0.60"), new BigDecimal("0.39")))
                        .whyNot())
                .extracting(Reason::field)
                .containsExactly("bands[0].service_fee_ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "0.001", "1E+1000000000", "1E-1000000000", "10000000000"})
    void amountsAreNotNegativeInWholePenceAndNotHuge(String amount) {
        assertThat(withUplift(new BigDecimal(amount)).whyNot())
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
    void onlyContractsFrom2025OnPayForMentorsApart() {
        assertThat(typed("ecf", 1, "1.00").whyNot())
                .extracting(Reason::field)
                .containsExactly("mentor_target", "mentor_fee");
        assertThat(typed("ittecf_ectp", null, null).whyNot())
                .extracting(Reason::field)
                .containsExactly("mentor_target", "mentor_fee");
    }

    private static ContractDetails typed(String type, Integer mentorTarget, String mentorFee) {
        return new ContractDetails(
                GivenContract.PROVIDER,
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
