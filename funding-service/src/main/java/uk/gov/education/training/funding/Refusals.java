package uk.gov.education.training.funding;

import java.util.List;
import uk.gov.education.training.funding.domain.Reason;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** The rules' reasons as answers to requests. */
final class Refusals {

    private Refusals() {}

    static void refuseFor(List<Reason> reasons) {
        if (!reasons.isEmpty()) {
            throw ApiException.invalid(reasons.stream()
                    .map(reason -> new Problem(reason.field(), reason.detail()))
                    .toList());
        }
    }

    static ApiException noContract() {
        return ApiException.notFound("id", "No contract has this id.");
    }

    static ApiException noStatement() {
        return ApiException.notFound("id", "No statement has this id.");
    }
}
