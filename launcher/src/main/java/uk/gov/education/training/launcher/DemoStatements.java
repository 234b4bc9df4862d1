package uk.gov.education.training.launcher;

import static java.net.HttpURLConnection.HTTP_OK;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.StartupException;
import uk.gov.education.training.localstack.TestTimeouts;

/**
 * What DfE finance does with the statements of the demonstration.
 *
 * @param finance the client of DfE finance
 * @param operations the client of DfE operations, who see the funding of participants
 */
record DemoStatements(DemoRequests finance, DemoRequests operations) {

    private static final String API = "/api/v1";
    private static final Duration LONGEST_WAIT = TestTimeouts.of(Duration.ofSeconds(30));
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    UUID find(UUID leadProvider, int cohort, YearMonth month) throws IOException, InterruptedException {
        var found = finance.get(API + "/statements?lead_provider_id=" + leadProvider + "&cohort=" + cohort + "&month="
                + month.getMonthValue() + "&year=" + month.getYear());
        return UUID.fromString(found.path("statements").path(0).path("id").asText());
    }

    /** Makes a statement payable on the first day after its deadline, unless it is so already. */
    void makePayable(UUID statement, YearMonth month) throws IOException, InterruptedException {
        change(statement, "payable", Set.of("payable", "paid"), month.atDay(1));
    }

    /** Authorises the payment of a payable statement, unless it is paid already. */
    void pay(UUID statement, YearMonth month) throws IOException, InterruptedException {
        change(statement, "paid", Set.of("paid"), month.atDay(20));
    }

    /** Tries again if the statement has changed since it was read: its totals follow the declarations. */
    private void change(UUID statement, String action, Set<String> done, LocalDate on)
            throws IOException, InterruptedException {
        String path = API + "/statements/" + statement;
        long begin = System.nanoTime();
        while (true) {
            String entityTag = finance.entityTag(path);
            if (done.contains(finance.get(path).path("status").asText())) {
                return;
            }
            var response = finance.on(on).ifMatch(entityTag).tryPut(path + "/" + action);
            if (response.statusCode() == HTTP_OK) {
                return;
            }
            requireTime(begin, "statement " + statement + " " + action + ": " + response.body());
        }
    }

    /** Waits until the only declaration about a participant is in one of these states. */
    void await(DemoPerson person, Set<String> states) throws IOException, InterruptedException {
        String path = API + "/participants/" + person.id() + "/funding";
        long begin = System.nanoTime();
        JsonNode declaration = operations.get(path).path("declarations").path(0);
        while (!states.contains(declaration.path("state").asText())) {
            requireTime(begin, "a declaration in one of the states " + states + ": " + declaration);
            declaration = operations.get(path).path("declarations").path(0);
        }
    }

    private static void requireTime(long begin, String what) {
        if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
            throw new StartupException("Waited in vain for " + what);
        }
        ChildProcess.pause(BETWEEN_LOOKS);
    }
}
