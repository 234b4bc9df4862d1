package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.domain.DecimalRules;
import uk.gov.education.training.funding.domain.Reason;

/**
 * A contract as DfE finance writes it down, which may be wrong in any way.
 *
 * @param contractType ecf or ittecf_ectp
 * @param bands in the order in which they fill
 * @param monthlyServiceFee null, or left out when the contract is agreed, if it follows from the recruitment target
 * @param vatRate 0.20 if it is left out when the contract is agreed
 * @param vatRegistered true if it is left out then
 * @param mentorTarget of ittecf_ectp only, as is the fee
 */
public record ContractDetails(
        @Nullable UUID leadProviderId,
        @Nullable Integer cohort,
        @Nullable String contractType,
        @Nullable Integer recruitmentTarget,
        @Nullable List<@Nullable BandDetails> bands,
        @Nullable BigDecimal upliftFee,
        @Nullable BigDecimal setupFee,
        @Nullable BigDecimal monthlyServiceFee,
        @Nullable BigDecimal vatRate,
        @Nullable Boolean vatRegistered,
        @Nullable Integer mentorTarget,
        @Nullable BigDecimal mentorFee) {

    private static final int MOST_BANDS = 26;
    private static final int MOST_PEOPLE = 1_000_000;

    public record BandDetails(
            @Nullable Integer capacity,
            @Nullable BigDecimal feePerDeclaration,
            @Nullable BigDecimal outputFeeRatio,
            @Nullable BigDecimal serviceFeeRatio) {

        private BandTerms terms(int order) {
            return new BandTerms(
                    new Band(order, capacity),
                    DecimalRules.pence(feePerDeclaration),
                    DecimalRules.pence(outputFeeRatio),
                    DecimalRules.pence(serviceFeeRatio));
        }
    }

    /** The same, as details of an existing contract: whatever it can't change may be left out. */
    public ContractDetails of(Contract existing) {
        return new ContractDetails(
                leadProviderId == null ? existing.leadProviderId() : leadProviderId,
                cohort == null ? Integer.valueOf(existing.cohort()) : cohort,
                contractType == null ? existing.type().name() : contractType,
                recruitmentTarget,
                bands,
                upliftFee,
                setupFee,
                monthlyServiceFee,
                vatRate,
                vatRegistered,
                mentorTarget,
                mentorFee);
    }

    /**
     * Everything that keeps this from being the terms of an existing contract from now on. All of them must be said:
     * whatever has a value without being said would be set back to that.
     *
     * @param given the names of what was said
     */
    public List<Reason> whyNotInstead(Set<String> given) {
        List<Reason> reasons = whyNot();
        if (!given.contains("monthly_service_fee")) {
            reasons.add(new Reason(
                    "monthly_service_fee", "Give an amount, or null if it follows from the recruitment target."));
        }
        if (vatRate == null) {
            reasons.add(new Reason("vat_rate", "Give the rate, such as 0.20."));
        }
        if (vatRegistered == null) {
            reasons.add(new Reason("vat_registered", "Give true or false."));
        }
        return reasons;
    }

    /** Everything that keeps this from being a contract; empty if it is one. */
    public List<Reason> whyNot() {
        List<Reason> reasons = new ArrayList<>();
        if (leadProviderId == null) {
            reasons.add(new Reason("lead_provider_id", "Give the lead provider's id."));
        }
        if (cohort == null || cohort < 2020 || cohort > 2999) {
            reasons.add(new Reason("cohort", "Give the year of the contract period, such as 2026."));
        }
        if (type() == null) {
            reasons.add(new Reason("contract_type", "Give ecf or ittecf_ectp."));
        }
        if (recruitmentTarget == null || recruitmentTarget < 0 || recruitmentTarget > MOST_PEOPLE) {
            reasons.add(new Reason("recruitment_target", "Give a whole number from 0 to " + MOST_PEOPLE + "."));
        }
        whyNotBands(reasons);
        DecimalRules.required(upliftFee, "uplift_fee", reasons);
        DecimalRules.required(setupFee, "setup_fee", reasons);
        DecimalRules.optional(monthlyServiceFee, "monthly_service_fee", reasons);
        if (vatRate != null) {
            DecimalRules.ratio(vatRate, "vat_rate", reasons);
        }
        whyNotMentors(reasons);
        return reasons;
    }

    private void whyNotBands(List<Reason> reasons) {
        if (bands == null || bands.isEmpty() || bands.size() > MOST_BANDS) {
            reasons.add(new Reason("bands", "Give from 1 to " + MOST_BANDS + " bands, the first to be filled first."));
            return;
        }
        for (int i = 0; i < bands.size(); i++) {
            String at = "bands[" + i + "]";
            BandDetails band = bands.get(i);
            if (band == null) {
                reasons.add(new Reason(at, "Give a band as a JSON object."));
            } else {
                whyNotBand(band, at, reasons);
            }
        }
    }

    private static void whyNotBand(BandDetails band, String at, List<Reason> reasons) {
        if (band.capacity() == null || band.capacity() < 1 || band.capacity() > MOST_PEOPLE) {
            reasons.add(new Reason(at + ".capacity", "Give a whole number from 1 to " + MOST_PEOPLE + "."));
        }
        DecimalRules.positive(band.feePerDeclaration(), at + ".fee_per_declaration", reasons);
        boolean output = DecimalRules.ratio(band.outputFeeRatio(), at + ".output_fee_ratio", reasons);
        boolean service = DecimalRules.ratio(band.serviceFeeRatio(), at + ".service_fee_ratio", reasons);
        if (output
                && service
                && band.outputFeeRatio().add(band.serviceFeeRatio()).compareTo(BigDecimal.ONE) != 0) {
            reasons.add(new Reason(
                    at + ".service_fee_ratio",
                    "Give what is left of 1 after the output fee ratio: both make the fee."));
        }
    }

    private void whyNotMentors(List<Reason> reasons) {
        if (type() == ContractType.ITTECF_ECTP) {
            if (mentorTarget == null || mentorTarget < 1 || mentorTarget > MOST_PEOPLE) {
                reasons.add(new Reason("mentor_target", "Give a whole number from 1 to " + MOST_PEOPLE + "."));
            }
            DecimalRules.positive(mentorFee, "mentor_fee", reasons);
        }
        if (type() == ContractType.ECF) {
            if (mentorTarget != null) {
                reasons.add(new Reason("mentor_target", "Leave it out: an ecf contract pays for mentors by band."));
            }
            if (mentorFee != null) {
                reasons.add(new Reason("mentor_fee", "Leave it out: an ecf contract pays for mentors by band."));
            }
        }
    }

    private @Nullable ContractType type() {
        for (ContractType type : ContractType.values()) {
            if (contractType != null
                    && type.name().toLowerCase(Locale.ROOT).equals(contractType.toLowerCase(Locale.ROOT))) {
                return type;
            }
        }
        return null;
    }

    /** The contract. Only if nothing keeps this from being one. */
    public Contract agreement() {
        BandedTerms banded = new BandedTerms(
                recruitmentTarget,
                DecimalRules.pence(upliftFee),
                monthlyServiceFee == null ? null : DecimalRules.pence(monthlyServiceFee),
                DecimalRules.pence(setupFee),
                IntStream.range(0, bands.size())
                        .mapToObj(i -> bands.get(i).terms(i + 1))
                        .toList());
        BigDecimal vat = DecimalRules.pence(vatRate == null ? ContractTerms.DEFAULT_VAT_RATE : vatRate);
        return new Contract(
                Contract.id(leadProviderId, cohort),
                leadProviderId,
                cohort,
                type() == ContractType.ECF
                        ? new ContractTerms.Ecf(banded, vat)
                        : new ContractTerms.IttecfEctp(
                                banded, new FlatRateTerms(mentorTarget, DecimalRules.pence(mentorFee)), vat),
                vatRegistered == null || vatRegistered);
    }
}
