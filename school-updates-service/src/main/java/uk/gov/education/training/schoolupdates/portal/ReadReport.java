package uk.gov.education.training.schoolupdates.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.MessageSchemas.Violation;
import uk.gov.education.training.events.SchoolReport;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Reads the body of a report. */
final class ReadReport {

    private static final String REQUEST = "/request";
    private static final int MOST_PROBLEMS = 10;

    private ReadReport() {}

    /**
     * @throws InvalidReport if the body is not JSON, breaks its schema, or is about another school than the key says
     */
    static SchoolReport read(SignedReport signed) throws InvalidReport {
        SchoolReport report = parse(signed);
        if (!report.schoolUrn().equals(signed.record().key())) {
            throw new InvalidReport("key-mismatch", "school_urn", "Give the same URN here and as the key.");
        }
        return report;
    }

    private static SchoolReport parse(SignedReport signed) throws InvalidReport {
        try {
            JsonNode body = CloudEvents.body(signed.record());
            requireSchema(signed.type(), body);
            return Json.MAPPER.treeToValue(body, SchoolReport.class);
        } catch (InvalidRecord unreadable) {
            throw new InvalidReport(unreadable.reason(), "body", unreadable.getMessage());
        } catch (JsonProcessingException noReport) {
            throw new InvalidReport("not-json", "body", "The body is not JSON of the form that its schema describes.");
        } catch (RuntimeException | StackOverflowError beyondReason) {
            throw new InvalidReport("schema", "body", "The body is too deep or too large to be checked.");
        }
    }

    private static void requireSchema(String type, JsonNode body) throws InvalidReport {
        boolean hasType = body.at(REQUEST + "/type").isTextual();
        List<Problem> problems = MessageSchemas.violations(Topics.SCHOOL_REPORTS, type, body).stream()
                .filter(violation -> !hasType || !isLeftToTheRules(violation))
                .limit(MOST_PROBLEMS)
                .map(violation -> new Problem(field(violation.pointer()), violation.message()))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidReport("schema", problems);
        }
    }

    /** A required field that is missing is refused by the rules, with the same words as over REST. */
    private static boolean isLeftToTheRules(Violation violation) {
        return violation.keyword().equals("required") && violation.pointer().equals(REQUEST);
    }

    /** The name of a field as over REST. */
    private static String field(String pointer) {
        String path = pointer.startsWith(REQUEST + "/") ? pointer.substring(REQUEST.length()) : pointer;
        return path.equals("/") ? "body" : path.substring(1).replace('/', '.');
    }
}
