package uk.gov.education.training.system.hostile;

import java.io.IOException;
import uk.gov.education.training.launcher.Service;

/** Checks responses: every request gets one, every refusal has a reason, and none is a server error. */
final class ResponseChecks {

    private static final int UNKNOWN_METHOD = 501;
    private static final int UNAVAILABLE = 503;

    private final OutcomeCounts outcomeCounts;
    private final Findings findings;

    ResponseChecks(OutcomeCounts outcomeCounts, Findings findings) {
        this.outcomeCounts = outcomeCounts;
        this.findings = findings;
    }

    void check(RequestKind kind, RequestDraft requestDraft, Response response) {
        outcomeCounts.add(kind.name(), response.outcome());
        String example = requestDraft.operation + " as "
                + shortened(requestDraft.method + " " + requestDraft.path + "?" + requestDraft.query);
        boolean isClosedInstead =
                response.status() == 0 && response.ending().equals(Response.CLOSED) && kind.mayLackBody();
        if (response.status() == 0 && !isClosedInstead) {
            findings.add("'" + kind.name() + "' got no response, connection " + response.ending(), example);
            return;
        }
        if (response.status() >= 500) {
            boolean isUnknown =
                    response.status() == UNKNOWN_METHOD && kind.name().startsWith("method: ");
            boolean isHead = response.status() == UNAVAILABLE && requestDraft.method.equals("HEAD");
            if (!isHead && !(isUnknown && response.hasReason())) {
                checkServerError(kind.name(), response, example);
            }
        } else if (kind.isRefused() && response.status() != 0 && response.status() < 400) {
            findings.add("'" + kind.name() + "' must be refused, but got " + response.status(), example);
        } else if (response.status() >= 400
                && !kind.mayLackBody()
                && !requestDraft.method.equals("HEAD")
                && !response.hasReason()) {
            findings.add(
                    "'" + kind.name() + "' is refused with " + response.status() + " without a reason",
                    example + ": " + shortened(response.body()));
        }
    }

    void check(RawKind kind, Service service, Response response) {
        outcomeCounts.add(kind.name(), response.outcome());
        if (response.ending().equals(Response.OPEN)) {
            findings.add("'" + kind.name() + "' leaves the connection open", service.module());
        } else if (response.status() >= 500) {
            checkServerError(kind.name(), response, service.module());
        }
    }

    private void checkServerError(String kind, Response response, String example) {
        boolean isHealth = response.json().path("status").asText().equals("DOWN");
        if (response.status() != UNAVAILABLE || !(response.hasReason() || isHealth)) {
            findings.add("'" + kind + "' got " + response.status(), example + ": " + shortened(response.body()));
        }
    }

    void noConnection(String kind, Service service, IOException failure) {
        outcomeCounts.add(kind, "NO CONNECTION");
        findings.add("'" + kind + "' could not connect to " + service.module(), failure.toString());
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
