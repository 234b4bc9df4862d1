package uk.gov.education.training.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Traces;

/**
 * The time of a request. In a sandbox the caller may choose it with {@value #HEADER}, to see two years of training pass
 * in a minute; otherwise the header is ignored.
 */
@RequestScoped
public class RequestTime {

    public static final String HEADER = "X-With-Server-Date";

    private static final String ARRIVED = RequestTime.class.getName() + ".arrived";

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final boolean sandbox;

    RequestTime(
            RoutingContext context,
            @ConfigProperty(name = "training.sandbox", defaultValue = "false") boolean sandbox) {
        this.context = context;
        this.request = context.request();
        this.sandbox = sandbox;
    }

    static void arrives(RoutingContext context) {
        context.put(ARRIVED, Instant.now());
    }

    /** The real time at which the request arrived, before authentication. */
    public Instant arrived() {
        return context.get(ARRIVED);
    }

    /** Whether the caller has chosen another time. */
    public boolean isChosen() {
        return sandbox && request.getHeader(HEADER) != null;
    }

    /**
     * The domain's time of this request, in whole microseconds, as the database stores it.
     *
     * @throws ApiException if the header is not a date-time
     */
    public Instant at() {
        return isChosen() ? parse(request.getHeader(HEADER)) : Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Reads a time that a caller has chosen.
     *
     * @throws ApiException if it is not a date-time
     */
    public static Instant parse(String header) {
        try {
            OffsetDateTime chosen = OffsetDateTime.parse(header);
            if (chosen.getYear() < 2000 || chosen.getYear() > 2999) {
                throw new DateTimeException("the year is out of range");
            }
            return chosen.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            throw ApiException.badRequest(
                    HEADER, "Give " + HEADER + " as an ISO 8601 date-time, such as 2026-10-10T09:00:00Z.");
        }
    }

    /** The London date of {@link #at()}. */
    public LocalDate today() {
        return London.dateOf(at());
    }

    public Cause cause() {
        return new Cause(at(), Traces.continueOrBegin(request.getHeader("traceparent")));
    }
}
