package uk.gov.education.training.providerapi.schoolupdates;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.ApiException;

/** An error response of school-updates-service. */
final class OwnerError extends ApiException {

    private static final long serialVersionUID = 1;

    private OwnerError(int status, List<Problem> problems) {
        super(status, problems);
    }

    /** Reads the errors of a response. Each has a field and a detail. */
    static final class Mapper implements ResponseExceptionMapper<OwnerError> {

        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            return status >= 400;
        }

        @Override
        public OwnerError toThrowable(Response response) {
            return new OwnerError(response.getStatus(), problems(response.readEntity(String.class)));
        }

        private static List<Problem> problems(String body) {
            List<Problem> problems = new ArrayList<>();
            try {
                for (JsonNode error : Json.MAPPER.readTree(body).path("errors")) {
                    problems.add(new Problem(
                            error.path("field").asText(), error.path("detail").asText()));
                }
            } catch (IOException | IllegalArgumentException notJson) {
                return List.of();
            }
            return problems;
        }
    }
}
