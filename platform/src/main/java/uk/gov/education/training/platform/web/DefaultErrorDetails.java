package uk.gov.education.training.platform.web;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The details of an error of which only the status is known. */
final class DefaultErrorDetails {

    private DefaultErrorDetails() {}

    static String of(int status) {
        return switch (status) {
            case 400 -> "The request is not well-formed: percent-encode its address as UTF-8, and send plain HTTP.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know this method.";
            case 406 -> "This call does not answer in any form that Accept names.";
            case 413 -> "The body is too large. Send a smaller one.";
            case 414 -> "The address is too long. Ask for less at once, in several requests.";
            case 415 -> "Send the body as JSON in UTF-8, with Content-Type: application/json.";
            case 431 -> "The headers are too long. Send fewer, or shorter ones.";
            default ->
                Optional.ofNullable(Response.Status.fromStatusCode(status))
                        .map(known -> known.getReasonPhrase() + ".")
                        .orElse("The request can't be answered.");
        };
    }
}
