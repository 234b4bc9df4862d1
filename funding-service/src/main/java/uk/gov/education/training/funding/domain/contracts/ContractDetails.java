package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.domain.DecimalRules;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * A contract as DfE finance sends it, not yet validated.
 *
 * @param contractType ecf or ittecf_ectp
 * @param bands in the order in which they fill
 * @param monthlyServiceFee null if it is calculated from the recruitment target. May be left out of a new contract
 * @param vatRate 0.20 if a new contract leaves it out
 * @param vatRegistered true if a new contract leaves it out
 * @param mentorTarget only in ittecf_ectp contracts, like the mentor fee
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

    /** Fills in the fields that can't change from the existing contract, if they were left out. */
    public ContractDetails withFixedFieldsOf(Contract existing) {
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
     * The contract with these details as its new terms. A change must give every field: otherwise a default would
     * silently replace the agreed value.
     *
     * @param given the names of the fields in the request
     */
    public Verdict<Contract> toChangedContract(Set<String> given) {
        Reasons reasons = reasons();
        if (!given.contains("monthly_service_fee")) {
            reasons.add("monthly_service_fee", "Give an amount, or null to calculate it from the recruitment target.");
        }
        if (vatRate == null) {
            reasons.add("vat_rate", "Give the rate, such as 0.20.");
        }
        if (vatRegistered == null) {
            reasons.add("vat_registered", "Give true or false.");
        }
        return reasons.orAccept(this::contract);
    }

    /** The contract with these details, with defaults for fields that may be left out. */
    public Verdict<Contract> toContract() {
        return reasons().orAccept(this::contract);
    }

    private Reasons reasons() {
        Reasons reasons = Reasons.all();
        if (leadProviderId == null) {
            reasons.add("lead_provider_id", "Give the lead provider's id.");
        }
        if (cohort == null || cohort < 2020 || cohort > 2999) {
            reasons.add("cohort", "Give the year of the contract period, such as 2026.");
        }
        if (type() == null) {
            reasons.add("contract_type", "Give ecf or ittecf_ectp.");
        }
        if (recruitmentTarget == null || recruitmentTarget < 0 || recruitmentTarget > MOST_PEOPLE) {
            reasons.add("recruitment_target", "Give a whole number from 0 to " + MOST_PEOPLE + ".");
        }
        checkBands(reasons);
        DecimalRules.required(upliftFee, "uplift_fee", reasons);
        DecimalRules.required(setupFee, "setup_fee", reasons);
        DecimalRules.optional(monthlyServiceFee, "monthly_service_fee", reasons);
        if (vatRate != null) {
            DecimalRules.ratio(vatRate, "vat_rate", reasons);
        }
        checkMentors(reasons);
        return reasons;
    }

    private void checkBands(Reasons reasons) {
        if (bands == null || bands.isEmpty() || bands.size() > MOST_BANDS) {
            reasons.add("bands", "Give from 1 to " + MOST_BANDS + " bands, in the order in which they fill.");
            return;
        }
        for (int i = 0; i < bands.size(); i++) {
            String at = "bands[" + i + "]";
            BandDetails band = bands.get(i);
            if (band == null) {
                reasons.add(at, "Give a band as a JSON object.");
            } else {
                checkBand(band, at, reasons);
            }
        }
    }

    private static void checkBand(BandDetails band, String at, Reasons reasons) {
        if (band.capacity() == null || band.capacity() < 1 || band.capacity() > MOST_PEOPLE) {
            reasons.add(at + ".capacity", "Give a whole number from 1 to " + MOST_PEOPLE + ".");
        }
        DecimalRules.positive(band.feePerDeclaration(), at + ".fee_per_declaration", reasons);
        boolean output = DecimalRules.ratio(band.outputFeeRatio(), at + ".output_fee_ratio", reasons);
        boolean service = DecimalRules.ratio(band.serviceFeeRatio(), at + ".service_fee_ratio", reasons);
        if (output
                && service
                && band.outputFeeRatio().add(band.serviceFeeRatio()).compareTo(BigDecimal.ONE) != 0) {
            reasons.add(
                    at + ".service_fee_ratio", "Give 1 minus the output fee ratio: the two ratios must add up to 1.");
        }
    }

    private void checkMentors(Reasons reasons) {
        if (type() == ContractType.ITTECF_ECTP) {
            if (mentorTarget == null || mentorTarget < 1 || mentorTarget > MOST_PEOPLE) {
                reasons.add("mentor_target", "Give a whole number from 1 to " + MOST_PEOPLE + ".");
            }
            DecimalRules.positive(mentorFee, "mentor_fee", reasons);
        }
        if (type() == ContractType.ECF) {
            if (mentorTarget != null) {
                reasons.add("mentor_target", "Leave this out: an ecf contract pays for mentors by band.");
            }
            if (mentorFee != null) {
                reasons.add("mentor_fee", "Leave this out: an ecf contract pays for mentors by band.");
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

    private Contract contract() {
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
