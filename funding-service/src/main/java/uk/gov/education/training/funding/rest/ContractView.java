package uk.gov.education.training.funding.rest;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.domain.Rounding;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.Ecf;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.IttecfEctp;
import uk.gov.education.training.funding.domain.contracts.ContractType;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;
import uk.gov.education.training.funding.domain.statements.ServiceFee;
import uk.gov.education.training.funding.store.FinanceActions.FinanceAction;

/**
 * @param monthlyServiceFee as it was agreed; absent if it follows from the recruitment target
 * @param serviceFee the one that is paid each month, rounded to pence
 * @param mentorTarget absent where mentors are paid for by band, as is the fee
 * @param history what DfE finance did about it, earliest first; absent in lists and answers to changes
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

    /** @param band its letter */
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

    static ContractView of(Contract agreement) {
        return of(agreement, null);
    }

    static ContractView of(Contract agreement, @Nullable List<FinanceAction> history) {
        BandedTerms banded = agreement.banded();
        @Nullable
        FlatRateTerms mentors =
                switch (agreement.contract()) {
                    case Ecf ecf -> null;
                    case IttecfEctp ittecf -> ittecf.mentors();
                };
        return new ContractView(
                agreement.id(),
                agreement.leadProviderId(),
                agreement.cohort(),
                agreement.type(),
                banded.recruitmentTarget(),
                banded.bands().stream().map(BandView::of).toList(),
                banded.upliftFeePerDeclaration(),
                banded.setupFee(),
                banded.monthlyServiceFee(),
                Rounding.rounded(ServiceFee.monthly(banded)),
                agreement.contract().vatRate(),
                agreement.vatRegistered(),
                mentors == null ? null : mentors.recruitmentTarget(),
                mentors == null ? null : mentors.feePerDeclaration(),
                history);
    }
}
