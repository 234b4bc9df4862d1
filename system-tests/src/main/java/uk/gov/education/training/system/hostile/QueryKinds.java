package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;
import static uk.gov.education.training.system.hostile.RequestKind.refused;

import java.util.List;

/** Query parameters that are unknown or invalid. */
final class QueryKinds {

    private static final int MANY = 500;

    private QueryKinds() {}

    static List<RequestKind> all() {
        return List.of(
                answered(
                        "query: filter[updated_since] garbage",
                        requestDraft -> filter(requestDraft, "updated_since", "yesterday")),
                answered(
                        "query: filter[updated_since] year 999999",
                        requestDraft -> filter(requestDraft, "updated_since", "%2B999999-01-01T00:00:00Z")),
                answered(
                        "query: filter[cohort] garbage",
                        requestDraft -> filter(requestDraft, "cohort", "99999999999999999999,-1,x")),
                answered(
                        "query: filter[participant_id] garbage",
                        requestDraft -> filter(requestDraft, "participant_id", "1-1-1-1-1")),
                answered("query: filter[ unclosed", requestDraft -> requestDraft.query = "filter%5Bcohort=2025"),
                answered(
                        "query: filter[][]",
                        requestDraft ->
                                requestDraft.query = "filter%5B%5D%5B%5D=x&filter=&filter%5Bcohort%5D%5Ba%5D=1"),
                answered(
                        "query: " + MANY + " filters",
                        requestDraft -> requestDraft.query = "filter%5Bcohort%5D=2025&".repeat(MANY)),
                answered("query: page -1", requestDraft -> page(requestDraft, "-1")),
                answered("query: page 0", requestDraft -> page(requestDraft, "0")),
                answered("query: page 2^31", requestDraft -> page(requestDraft, "2147483648")),
                answered("query: page 2^63", requestDraft -> page(requestDraft, "9223372036854775808")),
                answered("query: page NaN", requestDraft -> page(requestDraft, "NaN")),
                answered(
                        "query: sort garbage",
                        requestDraft -> requestDraft.query = "sort=-" + requestDraft.word(4) + ",created_at%27--"),
                refused("query: a bad escape", requestDraft -> requestDraft.query = "filter%5Bcohort%5D=%zz"),
                refused("query: NUL", requestDraft -> requestDraft.query = "status=%00&filter%5Bcohort%5D=2025%00"),
                answered("query: no names", requestDraft -> requestDraft.query = "=&=&&&?=?&%26"),
                answered(
                        "query: unknown names",
                        requestDraft -> requestDraft.query = requestDraft.word(5) + "=" + requestDraft.word(5)),
                answered(
                        "query: 5,000 characters",
                        requestDraft -> requestDraft.query = "status=" + requestDraft.word(5_000)),
                answered(
                        "query: SQL",
                        requestDraft ->
                                requestDraft.query = "status=waiting%27%20or%201=1--&topic=%27;drop%20table%20facts"));
    }

    private static void filter(RequestDraft requestDraft, String name, String value) {
        requestDraft.query = "filter%5B" + name + "%5D=" + value;
    }

    /** In both spellings that the APIs use. */
    private static void page(RequestDraft requestDraft, String number) {
        requestDraft.query = "page%5Bpage%5D=" + number + "&page%5Bper_page%5D=" + number;
        if (!requestDraft.path.startsWith("/api/v3")) {
            requestDraft.query = "page=" + number + "&per_page=" + number;
        }
    }
}
