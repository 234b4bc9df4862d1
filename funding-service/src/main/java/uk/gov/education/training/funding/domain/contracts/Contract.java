package uk.gov.education.training.funding.domain.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.Ecf;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.IttecfEctp;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * A contract between DfE and a lead provider for one cohort. Each lead provider and cohort has at most one.
 *
 * @param vatRegistered whether the lead provider is registered for VAT
 */
public record Contract(UUID id, UUID leadProviderId, int cohort, ContractTerms terms, boolean vatRegistered) {

    /** The id depends only on the lead provider and the cohort, so that it stays the same after a database loss. */
    public static UUID id(UUID leadProviderId, int cohort) {
        return named("contract/" + leadProviderId + "/" + cohort);
    }

    /** The id of the statement for a month. Like the contract's id, it survives a database loss. */
    public UUID statementId(YearMonth month) {
        return named("statement/" + leadProviderId + "/" + cohort + "/" + month);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    public ContractType type() {
        return switch (terms) {
            case Ecf ecf -> ContractType.ECF;
            case IttecfEctp ittecf -> ContractType.ITTECF_ECTP;
        };
    }

    public BandedTerms banded() {
        return switch (terms) {
            case Ecf ecf -> ecf.banded();
            case IttecfEctp ittecf -> ittecf.ects();
        };
    }

    /**
     * Changes the terms, if that is allowed. Allocated places must stay in their band: so no band is added, removed or
     * made smaller, and only the last one can grow.
     */
    public Verdict<Contract> changeTo(Contract changed) {
        Reasons reasons = Reasons.all();
        if (!leadProviderId.equals(changed.leadProviderId)) {
            reasons.add("lead_provider_id", "You can't change the lead provider of a contract. Leave this out.");
        }
        if (cohort != changed.cohort) {
            reasons.add("cohort", "You can't change the cohort of a contract. Leave this out.");
        }
        if (type() != changed.type()) {
            reasons.add("contract_type", "You can't change the type of a contract. Leave this out.");
        }
        addBandReasons(
                reasons,
                banded().bands().stream().map(BandTerms::band).toList(),
                changed.banded().bands().stream().map(BandTerms::band).toList());
        return reasons.orAccept(() -> changed);
    }

    private static void addBandReasons(Reasons reasons, List<Band> before, List<Band> after) {
        if (before.size() != after.size()) {
            reasons.add(
                    "bands", "Give all " + before.size() + " bands. You can't add bands to a contract or remove them.");
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            int capacity = before.get(i).capacity();
            boolean last = i == before.size() - 1;
            if (last && after.get(i).capacity() < capacity) {
                reasons.add(
                        "bands[" + i + "].capacity", "Give at least " + capacity + ". You can't make a band smaller.");
            }
            if (!last && after.get(i).capacity() != capacity) {
                reasons.add("bands[" + i + "].capacity", "Give " + capacity + ". Only the last band can grow.");
            }
        }
    }

    /** Describes the differences to a changed contract, for the audit log. */
    public String changes(Contract changed) {
        Map<String, Object> after = changed.describeTerms();
        List<String> changes = new ArrayList<>();
        describeTerms().forEach((term, before) -> {
            Object now = after.get(term);
            if (!before.equals(now)) {
                changes.add(term + ": " + before + " to " + now);
            }
        });
        return String.join("; ", changes);
    }

    private Map<String, Object> describeTerms() {
        Map<String, Object> described = new LinkedHashMap<>();
        BandedTerms banded = banded();
        described.put("recruitment target", banded.recruitmentTarget());
        for (BandTerms band : banded.bands()) {
            described.put(
                    "band " + band.band().letter(),
                    band.band().capacity() + " places at " + band.feePerDeclaration() + ", " + band.outputFeeRatio()
                            + " for outputs");
        }
        described.put("uplift fee", banded.upliftFeePerDeclaration());
        described.put("setup fee", banded.setupFee());
        described.put(
                "monthly service fee",
                Optional.<Object>ofNullable(banded.monthlyServiceFee()).orElse("by target"));
        described.put("VAT", vatRegistered ? terms.vatRate() : "none, " + terms.vatRate());
        if (terms instanceof IttecfEctp ittecf) {
            described.put("mentor target", ittecf.mentors().recruitmentTarget());
            described.put("mentor fee", ittecf.mentors().feePerDeclaration());
        }
        return described;
    }
}
