package uk.gov.education.training.schoolupdates.portal;

import java.util.List;
import java.util.stream.Collectors;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** A record that is no report of a portal. It is refused, and becomes a dead letter. */
public final class InvalidReport extends Exception {

    private final String reason;
    private final transient List<Problem> problems;

    /** @param reason of the dead letter */
    public InvalidReport(String reason, List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.field() + ": " + problem.detail())
                .collect(Collectors.joining("; ")));
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    InvalidReport(String reason, String field, String detail) {
        this(reason, List.of(new Problem(field, detail)));
    }

    static InvalidReport notSigned() {
        return new InvalidReport(
                "not-from-owner",
                "ce_signature",
                "No valid key has signed this report. Sign it as asyncapi.yaml describes, with a key of the portal that is"
                        + " not revoked.");
    }

    public List<Problem> problems() {
        return problems;
    }

    public InvalidRecord asRecord() {
        return new InvalidRecord(reason, getMessage());
    }
}
