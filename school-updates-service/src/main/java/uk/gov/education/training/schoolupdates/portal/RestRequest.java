package uk.gov.education.training.schoolupdates.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.SchoolReport;
import uk.gov.education.training.events.SchoolRequest;
import uk.gov.education.training.platform.web.IdempotencyKey;

/** The REST request that does the same as a report, so that one Idempotency-Key stands for both. */
public final class RestRequest {

    private RestRequest() {}

    /** The fingerprint that is stored with the Idempotency-Key of the REST request. */
    public static String fingerprint(SchoolReport report) {
        ObjectNode body = Json.MAPPER.valueToTree(report.request());
        body.remove("type");
        return IdempotencyKey.fingerprint(method(report.request()), path(report), body);
    }

    private static String method(SchoolRequest request) {
        return switch (request) {
            case SchoolRequest.RegisterEct ect -> "POST";
            case SchoolRequest.RegisterMentor mentor -> "POST";
            default -> "PUT";
        };
    }

    private static String path(SchoolReport report) {
        String participant = "participants/" + report.participantId() + "/";
        return "/api/v1/schools/" + report.schoolUrn() + "/"
                + switch (report.request()) {
                    case SchoolRequest.RegisterEct request -> "ects";
                    case SchoolRequest.RegisterMentor request -> "mentors";
                    case SchoolRequest.ChangeName request -> participant + "name";
                    case SchoolRequest.ChangeEmail request -> participant + "email";
                    case SchoolRequest.ChangeWorkingPattern request -> participant + "working-pattern";
                    case SchoolRequest.ReportLeaving request -> participant + "leaving";
                    case SchoolRequest.AssignMentor request -> participant + "mentor";
                    case SchoolRequest.ChangeTrainingProgramme request -> participant + "training-programme";
                    case SchoolRequest.ChangeLeadProvider request -> participant + "lead-provider";
                };
    }
}
