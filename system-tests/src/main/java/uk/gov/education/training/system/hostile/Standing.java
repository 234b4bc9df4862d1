package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.Questions.WELL;
import static uk.gov.education.training.system.hostile.Questions.text;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.local.Running;
import uk.gov.education.training.local.Service;
import uk.gov.education.training.system.Rest;
import uk.gov.education.training.system.hostile.HostileRecords.Lying;
import uk.gov.education.training.system.hostile.RecordKind.Expected;

/** How the system stands once it is left alone: everything read, everything published, and everybody well. */
final class Standing {

    /** What hostile records may leave behind; what a check finds different is looked at by itself. */
    private static final Set<String> MAY_BE_RAISED =
            Set.of("dead-letters-waiting", "schedules-unassigned", "invariant-broken");

    private static final String UNUSABLE = "operations_messages_unusable_total";

    private final Running running;
    private final Readers readers;
    private final Questions questions;

    Standing(Running running, Readers readers, Questions questions) {
        this.running = running;
        this.readers = readers;
        this.questions = questions;
    }

    /** Waits until nothing is on its way any more. */
    void awaitRest() {
        for (Service service : Service.values()) {
            questions.ask(service.module() + " has not read to the end", () -> text(readers.unread(service)));
            questions.ask(service.module() + " has not published all", () -> text(waiting(service, "outbox")));
        }
        questions.ask(
                "The provider API has not looked at everybody again",
                () -> text(waiting(Service.PROVIDER_API, "participants_to_refresh")));
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
            for (Service service : Service.values()) {
                questions.ask(service.module() + " does not hear " + topic.name(), () -> {
                    double counted = Metrics.of(running.service(service)).sum(UNUSABLE, "topic", topic.name());
                    return counted >= useless ? WELL : (long) counted + " of " + useless + " useless messages";
                });
            }
        }
    }

    private List<String> waiting(Service service, String table) {
        return new Database(running.postgres(), service)
                .rows("select count(*) from " + table + " having count(*) > 0", row -> row.getString(1) + " rows");
    }

    /** Everybody is well, says so, and has nothing to complain of but of what hostile records left behind. */
    void checkHealth(Activities activities) {
        Instant since = Instant.now();
        for (Service service : Service.values()) {
            Rest rest = new Rest(running.service(service).address(), "");
            for (String health : List.of("/q/health/live", "/q/health/ready")) {
                questions.ask(service.module() + " is not well", () -> {
                    Rest.Answer answer = rest.get(health);
                    return answer.isOk() ? WELL : health + " " + answer;
                });
            }
            questions.ask(service.module() + " tells operations nothing, or of what it should not have", () -> {
                Set<String> conditions = activities.conditionsOf(service, since);
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
