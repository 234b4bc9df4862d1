package uk.gov.education.training.funding.domain.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.domain.Reason;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.Ecf;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.IttecfEctp;

/**
 * A contract with the lead provider and the cohort that it is about: there is one for each pair.
 *
 * @param vatRegistered whether the lead provider is
 */
public record Contract(UUID id, UUID leadProviderId, int cohort, ContractTerms contract, boolean vatRegistered) {

    /** The same contract has the same id, also after a loss of the database. */
    public static UUID id(UUID leadProviderId, int cohort) {
        return named("contract/" + leadProviderId + "/" + cohort);
    }

    /** Likewise of its statements. */
    public UUID statementId(YearMonth month) {
        return named("statement/" + leadProviderId + "/" + cohort + "/" + month);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    public ContractType type() {
        return switch (contract) {
            case Ecf ecf -> ContractType.ECF;
            case IttecfEctp ittecf -> ContractType.ITTECF_ECTP;
        };
    }

    public BandedTerms banded() {
        return switch (contract) {
            case Ecf ecf -> ecf.banded();
            case IttecfEctp ittecf -> ittecf.ects();
        };
    }

    /**
     * Why the terms can't become these; empty if they can. What was allocated to a band stays in it: so no band gets
     * smaller, and none but the last gets larger, nor does a band come or go.
     */
    public List<Reason> whyNot(Contract changed) {
        List<Reason> reasons = new ArrayList<>();
        if (!leadProviderId.equals(changed.leadProviderId)) {
            reasons.add(new Reason("lead_provider_id", "A contract stays with its lead provider. Leave this out."));
        }
        if (cohort != changed.cohort) {
            reasons.add(new Reason("cohort", "A contract stays in its cohort. Leave this out."));
        }
        if (type() != changed.type()) {
            reasons.add(new Reason("contract_type", "A contract stays of its type. Leave this out."));
        }
        reasons.addAll(whyNotBands(
                banded().bands().stream().map(BandTerms::band).toList(),
                changed.banded().bands().stream().map(BandTerms::band).toList()));
        return reasons;
    }

    private static List<Reason> whyNotBands(List<Band> before, List<Band> after) {
        if (before.size() != after.size()) {
            return List.of(new Reason(
                    "bands", "Give all " + before.size() + " bands: none is added or taken out of a contract."));
        }
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            int capacity = before.get(i).capacity();
            boolean last = i == before.size() - 1;
            if (last && after.get(i).capacity() < capacity) {
                reasons.add(
                        new Reason("bands[" + i + "].capacity", "Give at least " + capacity + ": a band only grows."));
            }
            if (!last && after.get(i).capacity() != capacity) {
                reasons.add(
                        new Reason("bands[" + i + "].capacity", "Give " + capacity + ": only the last band grows."));
            }
        }
        return reasons;
    }

    /** What is different in the changed contract, for people to read. */
    public String changes(Contract changed) {
        Map<String, Object> after = changed.terms();
        List<String> changes = new ArrayList<>();
        terms().forEach((term, before) -> {
            Object now = after.get(term);
            if (!before.equals(now)) {
                changes.add(term + ": " + before + " to " + now);
            }
        });
        return String.join("; ", changes);
    }

    private Map<String, Object> terms() {
        Map<String, Object> terms = new LinkedHashMap<>();
        BandedTerms banded = banded();
        terms.put("recruitment target", banded.recruitmentTarget());
        for (BandTerms band : banded.bands()) {
            terms.put(
                    "band " + band.band().letter(),
                    band.band().capacity() + " places at " + band.feePerDeclaration() + ", " + band.outputFeeRatio()
                            + " for outputs");
        }
        terms.put("uplift fee", banded.upliftFeePerDeclaration());
        terms.put("setup fee", banded.setupFee());
        terms.put(
                "monthly service fee",
                Optional.<Object>ofNullable(banded.monthlyServiceFee()).orElse("by target"));
        terms.put("VAT", vatRegistered ? contract.vatRate() : "none, " + contract.vatRate());
        if (contract instanceof IttecfEctp ittecf) {
            terms.put("mentor target", ittecf.mentors().recruitmentTarget());
            terms.put("mentor fee", ittecf.mentors().feePerDeclaration());
        }
        return terms;
    }
}
