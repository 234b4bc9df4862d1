package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;
import static uk.gov.education.training.system.hostile.RequestKind.refused;

import java.util.List;

/** Queries that ask for what there is not. */
final class QueryKinds {

    private static final int MANY = 500;

    private QueryKinds() {}

    static List<RequestKind> all() {
        return List.of(
                answered("query: filter[updated_since] garbage", ask -> filter(ask, "updated_since", "yesterday")),
                answered(
                        "query: filter[updated_since] year 999999",
                        ask -> filter(ask, "updated_since", "%2B999999-01-01T00:00:00Z")),
                answered("query: filter[cohort] garbage", ask -> filter(ask, "cohort", "99999999999999999999,-1,x")),
                answered("query: filter[participant_id] garbage", ask -> filter(ask, "participant_id", "1-1-1-1-1")),
                answered("query: filter[ unclosed", ask -> ask.query = "filter%5Bcohort=2025"),
                answered(
                        "query: filter[][]",
                        ask -> ask.query = "filter%5B%5D%5B%5D=x&filter=&filter%5Bcohort%5D%5Ba%5D=1"),
                answered("query: " + MANY + " filters", ask -> ask.query = "filter%5Bcohort%5D=2025&".repeat(MANY)),
                answered("query: page -1", ask -> page(ask, "-1")),
                answered("query: page 0", ask -> page(ask, "0")),
                answered("query: page 2^31", ask -> page(ask, "2147483648")),
                answered("query: page 2^63", ask -> page(ask, "9223372036854775808")),
                answered("query: page NaN", ask -> page(ask, "NaN")),
                answered("query: sort garbage", ask -> ask.query = "sort=-" + ask.word(4) + ",created_at%27--"),
                refused("query: a bad escape", ask -> ask.query = "filter%5Bcohort%5D=%zz"),
                refused("query: NUL", ask -> ask.query = "status=%00&filter%5Bcohort%5D=2025%00"),
                answered("query: no names", ask -> ask.query = "=&=&&&?=?&%26"),
                answered("query: unknown names", ask -> ask.query = ask.word(5) + "=" + ask.word(5)),
                answered("query: 5,000 characters", ask -> ask.query = "status=" + ask.word(5_000)),
                answered(
                        "query: SQL",
                        ask -> ask.query = "status=waiting%27%20or%201=1--&topic=%27;drop%20table%20facts"));
    }

    private static void filter(Ask ask, String name, String value) {
        ask.query = "filter%5B" + name + "%5D=" + value;
    }

    /** In both spellings that our calls have. */
    private static void page(Ask ask, String number) {
        ask.query = "page%5Bpage%5D=" + number + "&page%5Bper_page%5D=" + number;
        if (!ask.path.startsWith("/api/v3")) {
            ask.query = "page=" + number + "&per_page=" + number;
        }
    }
}
