package uk.gov.education.training.schoolupdates.portal;

import java.util.List;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** The refusal of a request or a report about a school that the access token is not for. */
public final class OtherSchool {

    private OtherSchool() {}

    public static ApiException refusal() {
        return new ApiException(
                403, List.of(new Problem("urn", "This token is not for this school. Use the token of the school.")));
    }
}
