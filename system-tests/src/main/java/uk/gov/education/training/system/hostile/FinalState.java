package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.FinalQueries.WELL;
import static uk.gov.education.training.system.hostile.FinalQueries.text;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.system.RestClient;
import uk.gov.education.training.system.hostile.HostileRecords.Lying;
import uk.gov.education.training.system.hostile.RecordKind.Expected;

/** The state of the system after the run: everything read, everything published, every service healthy. */
final class FinalState {

    /** Conditions that hostile records may leave behind. Mismatches are checked separately. */
    private static final Set<String> MAY_BE_RAISED =
            Set.of("dead-letters-waiting", "schedules-unassigned", "invariant-broken");

    private static final String UNUSABLE = "operations_messages_unusable_total";

    private final LocalSystem localSystem;
    private final ConsumerPositions consumerPositions;
    private final FinalQueries finalQueries;

    FinalState(LocalSystem localSystem, ConsumerPositions consumerPositions, FinalQueries finalQueries) {
        this.localSystem = localSystem;
        this.consumerPositions = consumerPositions;
        this.finalQueries = finalQueries;
    }

    /** Waits until no record is in flight. */
    void awaitRest() {
        for (Service service : Service.WITH_DATABASE) {
            finalQueries.ask(
                    service.module() + " has not read to the end", () -> text(consumerPositions.unread(service)));
            finalQueries.ask(service.module() + " has not published all", () -> text(waiting(service, "outbox")));
        }
        finalQueries.ask(
                "The provider API has not looked at everybody again",
                () -> text(waiting(Service.PROVIDER_API, "refresh_queue")));
    }

    /**
     * Every service has heard what lies on the topics of operations, which it reads alone: it counts what is of no use.
     */
    void awaitHeard(List<Lying> records) {
        for (Topic<?, ?> topic : List.of(Topics.OPERATIONS_ALERTS, Topics.OPERATIONS_ACTIVITY)) {
            long useless = records.stream()
                    .filter(record -> record.topic().equals(topic.name()))
                    .filter(record -> record.kind().expected() == Expected.PARKED)
                    .count();
            for (Service service : Service.WITH_DATABASE) {
                finalQueries.ask(service.module() + " does not hear " + topic.name(), () -> {
                    double counted = Metrics.of(localSystem.service(service)).sum(UNUSABLE, "topic", topic.name());
                    return counted >= useless ? WELL : (long) counted + " of " + useless + " useless messages";
                });
            }
        }
    }

    private List<String> waiting(Service service, String table) {
        return new Database(localSystem.postgres(), service)
                .rows("select count(*) from " + table + " having count(*) > 0", row -> row.getString(1) + " rows");
    }

    /** Every service is healthy and reports no conditions except those that hostile records leave behind. */
    void checkHealth(ActivityLog activityLog) {
        Instant since = Instant.now();
        for (Service service : Service.WITH_DATABASE) {
            RestClient restClient = new RestClient(localSystem.service(service).address(), "");
            for (String health : List.of("/q/health/live", "/q/health/ready")) {
                finalQueries.ask(service.module() + " is not well", () -> {
                    RestClient.Answer response = restClient.get(health);
                    return response.isOk() ? WELL : health + " " + response;
                });
            }
            finalQueries.ask(service.module() + " tells operations nothing, or of what it should not have", () -> {
                Set<String> conditions = activityLog.conditionsOf(service, since);
                if (conditions == null) {
                    return "nothing since " + since;
                }
                Set<String> unexpected = new TreeSet<>(conditions);
                unexpected.removeAll(MAY_BE_RAISED);
                return text(unexpected);
            });
        }
    }
}
