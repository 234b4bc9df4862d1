package uk.gov.education.training.system.hostile;

import java.io.IOException;
import uk.gov.education.training.local.Service;

/** What an answer may be: every request has one, a refusal says why, and nothing breaks. */
final class Verdicts {

    private static final int UNKNOWN_METHOD = 501;
    private static final int UNAVAILABLE = 503;

    private final Count count;
    private final Findings findings;

    Verdicts(Count count, Findings findings) {
        this.count = count;
        this.findings = findings;
    }

    void judge(RequestKind kind, Ask ask, Answer answer) {
        count.add(kind.name(), answer.outcome());
        String example = ask.operation + " as " + shortened(ask.method + " " + ask.path + "?" + ask.query);
        boolean isClosedInstead = answer.status() == 0 && answer.ending().equals(Answer.CLOSED) && kind.isBare();
        if (answer.status() == 0 && !isClosedInstead) {
            findings.add("'" + kind.name() + "' is not answered but " + answer.ending(), example);
            return;
        }
        if (answer.status() >= 500) {
            boolean isUnknown = answer.status() == UNKNOWN_METHOD && kind.name().startsWith("method: ");
            boolean isHead = answer.status() == UNAVAILABLE && ask.method.equals("HEAD");
            if (!isHead && !(isUnknown && answer.saysWhy())) {
                judgeFailure(kind.name(), answer, example);
            }
        } else if (kind.isRefused() && answer.status() != 0 && answer.status() < 400) {
            findings.add("'" + kind.name() + "' is not refused but answered " + answer.status(), example);
        } else if (answer.status() >= 400 && !kind.isBare() && !ask.method.equals("HEAD") && !answer.saysWhy()) {
            findings.add(
                    "'" + kind.name() + "' is refused with " + answer.status() + " without a reason",
                    example + ": " + shortened(answer.body()));
        }
    }

    void judge(RawKind kind, Service service, Answer answer) {
        count.add(kind.name(), answer.outcome());
        if (answer.ending().equals(Answer.OPEN)) {
            findings.add("'" + kind.name() + "' is left open", service.module());
        } else if (answer.status() >= 500) {
            judgeFailure(kind.name(), answer, service.module());
        }
    }

    private void judgeFailure(String kind, Answer answer, String example) {
        boolean isHealth = answer.json().path("status").asText().equals("DOWN");
        if (answer.status() != UNAVAILABLE || !(answer.saysWhy() || isHealth)) {
            findings.add("'" + kind + "' is answered " + answer.status(), example + ": " + shortened(answer.body()));
        }
    }

    void noConnection(String kind, Service service, IOException failure) {
        count.add(kind, "NO CONNECTION");
        findings.add("'" + kind + "' has no connection to " + service.module(), failure.toString());
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
