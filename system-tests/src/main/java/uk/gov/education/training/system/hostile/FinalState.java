package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.FinalQueries.OK;
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
import uk.gov.education.training.system.hostile.HostileRecords.PublishedRecord;
import uk.gov.education.training.system.hostile.RecordKind.Expected;

/** The state of the system after the run: everything read, everything published, every service healthy. */
final class FinalState {

    /** Conditions that hostile records may leave behind. Mismatches are checked separately. */
    private static final Set<String> EXPECTED_CONDITIONS =
            Set.of("dead-letters-waiting", "schedules-unassigned", "invariant-broken");

    private static final String UNUSABLE_METRIC = "operations_messages_unusable_total";

    private final LocalSystem localSystem;
    private final ConsumerPositions consumerPositions;
    private final FinalQueries finalQueries;

    FinalState(LocalSystem localSystem, ConsumerPositions consumerPositions, FinalQueries finalQueries) {
        this.localSystem = localSystem;
        this.consumerPositions = consumerPositions;
        this.finalQueries = finalQueries;
    }

    /** Waits until no record is in flight. */
    void awaitIdle() {
        for (Service service : Service.WITH_DATABASE) {
            finalQueries.check(service.module() + " has unread records", () -> text(consumerPositions.unread(service)));
            finalQueries.check(service.module() + " has unpublished events", () -> text(waiting(service, "outbox")));
        }
        finalQueries.check(
                "The provider API has participants left to refresh",
                () -> text(waiting(Service.PROVIDER_API, "refresh_queue")));
    }

    /** Waits until every service has read and counted the unusable messages on the operations topics. */
    void awaitOperationsRead(List<PublishedRecord> records) {
        for (Topic<?, ?> topic : List.of(Topics.OPERATIONS_ALERTS, Topics.OPERATIONS_ACTIVITY)) {
            long unusable = records.stream()
                    .filter(record -> record.topic().equals(topic.name()))
                    .filter(record -> record.kind().expected() == Expected.DEAD_LETTERED)
                    .count();
            for (Service service : Service.WITH_DATABASE) {
                finalQueries.check(service.module() + " has not read " + topic.name(), () -> {
                    double counted =
                            Metrics.of(localSystem.service(service)).sum(UNUSABLE_METRIC, "topic", topic.name());
                    return counted >= unusable ? OK : (long) counted + " of " + unusable + " unusable messages";
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
                finalQueries.check(service.module() + " is unhealthy", () -> {
                    RestClient.Response response = restClient.get(health);
                    return response.isOk() ? OK : health + " " + response;
                });
            }
            finalQueries.check(service.module() + " reports no activity, or unexpected conditions", () -> {
                Set<String> conditions = activityLog.conditionsOf(service, since);
                if (conditions == null) {
                    return "No report since " + since;
                }
                Set<String> unexpected = new TreeSet<>(conditions);
                unexpected.removeAll(EXPECTED_CONDITIONS);
                return text(unexpected);
            });
        }
    }
}
