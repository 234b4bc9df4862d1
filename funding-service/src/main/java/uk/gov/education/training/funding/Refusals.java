package uk.gov.education.training.funding;

import java.util.List;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.funding.domain.Reason;

/** The rules' reasons as answers to requests. */
final class Refusals {

    private Refusals() {}

    static void refuseFor(List<Reason> reasons) {
        if (!reasons.isEmpty()) {
            throw Refusal.invalid(reasons.stream()
                    .map(reason -> new Problem(reason.field(), reason.detail()))
                    .toList());
        }
    }

    static Refusal noContract() {
        return Refusal.notFound("id", "No contract has this id.");
    }

    static Refusal noStatement() {
        return Refusal.notFound("id", "No statement has this id.");
    }
}
