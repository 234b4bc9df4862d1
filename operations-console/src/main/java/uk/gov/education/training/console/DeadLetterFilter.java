package uk.gov.education.training.console;

import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topics;

/** The search form for dead letters. */
record DeadLetterFilter(
        String service,
        String topic,
        String reason,
        String participant,
        String olderThan,
        String newerThan,
        String status,
        int page) {

    static final List<String> STATUSES = List.of("waiting", "skipped", "replayed", "superseded", "discarded");
    static final Map<String, String> AGES = ages();

    /** The query parameters of the page. */
    static final class Parameters {
        @QueryParam("service")
        @Nullable
        String service;

        @QueryParam("topic")
        @Nullable
        String topic;

        @QueryParam("reason")
        @Nullable
        String reason;

        @QueryParam("participant_id")
        @Nullable
        String participant;

        @QueryParam("older_than")
        @Nullable
        String olderThan;

        @QueryParam("newer_than")
        @Nullable
        String newerThan;

        @QueryParam("status")
        @Nullable
        String status;

        @QueryParam("page")
        @Nullable
        String page;

        DeadLetterFilter filter() {
            return new DeadLetterFilter(
                    given(service),
                    given(topic),
                    given(reason),
                    given(participant),
                    given(olderThan),
                    given(newerThan),
                    given(status).isEmpty() ? "waiting" : given(status),
                    number(page));
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text.strip();
        }

        private static int number(@Nullable String text) {
            return text != null && text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
        }
    }

    private static Map<String, String> ages() {
        Map<String, String> ages = new LinkedHashMap<>();
        ages.put("PT10M", "10 minutes");
        ages.put("PT1H", "an hour");
        ages.put("PT24H", "a day");
        ages.put("PT168H", "a week");
        return ages;
    }

    public List<String> topics() {
        return Topics.names();
    }

    public List<String> statuses() {
        return STATUSES;
    }

    public Map<String, String> ageNames() {
        return AGES;
    }

    /** The query of a service's list. */
    public QueryString query() {
        return QueryString.of(
                "topic", topic,
                "reason", reason,
                "participant_id", participant,
                "older_than", olderThan,
                "newer_than", newerThan,
                "status", status);
    }

    /** The query of the page itself, so that a form returns to its list. */
    public QueryString asked() {
        return query().with("service", service).with("page", page);
    }

    /** The filter of a request about all waiting dead letters of this part. */
    Map<String, Object> all(BatchCursor batchCursor) {
        return ServiceClients.given(
                "topic", topic,
                "reason", reason,
                "participant_id", participant,
                "older_than", olderThan,
                "newer_than", newerThan,
                "parked_before", batchCursor.parkedBefore(),
                "after", batchCursor.after());
    }

    /** The same filter for one service. */
    DeadLetterFilter of(String one) {
        return new DeadLetterFilter(one, topic, reason, participant, olderThan, newerThan, status, page);
    }

    /** The address of a page of the list. */
    public String address(int wanted) {
        return "/operations/dead-letters" + asked().with("page", wanted);
    }
}
