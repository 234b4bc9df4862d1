package uk.gov.education.training.funding.rest;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.audit.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.domain.Rounding;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.Ecf;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.IttecfEctp;
import uk.gov.education.training.funding.domain.contracts.ContractType;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;
import uk.gov.education.training.funding.domain.statements.ServiceFee;

/**
 * A contract in the API.
 *
 * @param monthlyServiceFee the agreed fee; absent if it is calculated from the recruitment target
 * @param serviceFee the fee that is paid each month, rounded to pence
 * @param mentorTarget absent if mentors are paid for by band, like the mentor fee
 * @param history actions of DfE finance, earliest first; absent in lists and responses to changes
 */
record ContractView(
        UUID id,
        UUID leadProviderId,
        int cohort,
        ContractType contractType,
        int recruitmentTarget,
        List<BandView> bands,
        BigDecimal upliftFee,
        BigDecimal setupFee,
        @Nullable BigDecimal monthlyServiceFee,
        BigDecimal serviceFee,
        BigDecimal vatRate,
        boolean vatRegistered,
        @Nullable Integer mentorTarget,
        @Nullable BigDecimal mentorFee,
        @Nullable List<FinanceAction> history) {

    /** @param band the band's letter */
    record BandView(
            String band,
            int capacity,
            BigDecimal feePerDeclaration,
            BigDecimal outputFeeRatio,
            BigDecimal serviceFeeRatio) {

        private static BandView of(BandTerms terms) {
            return new BandView(
                    String.valueOf(terms.band().letter()),
                    terms.band().capacity(),
                    terms.feePerDeclaration(),
                    terms.outputFeeRatio(),
                    terms.serviceFeeRatio());
        }
    }

    static ContractView of(Contract contract) {
        return of(contract, null);
    }

    static ContractView of(Contract contract, @Nullable List<FinanceAction> history) {
        BandedTerms banded = contract.banded();
        @Nullable
        FlatRateTerms mentors =
                switch (contract.terms()) {
                    case Ecf ecf -> null;
                    case IttecfEctp ittecf -> ittecf.mentors();
                };
        return new ContractView(
                contract.id(),
                contract.leadProviderId(),
                contract.cohort(),
                contract.type(),
                banded.recruitmentTarget(),
                banded.bands().stream().map(BandView::of).toList(),
                banded.upliftFeePerDeclaration(),
                banded.setupFee(),
                banded.monthlyServiceFee(),
                Rounding.rounded(ServiceFee.monthly(banded)),
                contract.terms().vatRate(),
                contract.vatRegistered(),
                mentors == null ? null : mentors.recruitmentTarget(),
                mentors == null ? null : mentors.feePerDeclaration(),
                history);
    }
}
