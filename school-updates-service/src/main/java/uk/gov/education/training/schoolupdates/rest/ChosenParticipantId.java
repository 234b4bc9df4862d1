package uk.gov.education.training.schoolupdates.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.PathUuid;

/**
 * The id that a registration gives to a new person. In a sandbox the caller may choose it with {@value #HEADER}, so
 * that demo data have the same ids on every start; otherwise the header is ignored.
 */
@RequestScoped
class ChosenParticipantId {

    static final String HEADER = "X-With-Participant-Id";

    private final HttpServerRequest request;
    private final boolean sandbox;

    ChosenParticipantId(
            HttpServerRequest request,
            @ConfigProperty(name = "training.sandbox", defaultValue = "false") boolean sandbox) {
        this.request = request;
        this.sandbox = sandbox;
    }

    /**
     * Returns the id, if the caller has chosen one.
     *
     * @throws ApiException if the header is not a UUID
     */
    Optional<UUID> get() {
        return Optional.ofNullable(request.getHeader(HEADER))
                .filter(text -> sandbox)
                .map(text -> PathUuid.of(
                        text,
                        () -> ApiException.badRequest(HEADER, "Give " + HEADER + " as a UUID, or leave it out.")));
    }
}
