package uk.gov.education.training.system.hostile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.Postgres;
import uk.gov.education.training.system.hostile.HostileRecords.PublishedRecord;
import uk.gov.education.training.system.hostile.RecordKind.Expected;

/**
 * The outcome of each hostile record at each service that reads its topic. The service must have dead-lettered it, or
 * stored its version or a newer one. Otherwise the record is lost.
 */
final class RecordAccount {

    static final String DEAD_LETTERED = "dead-lettered";
    static final String STORED = "applied or ignored";
    static final String UNREAD = "read by no service";
    static final String LOST = "LOST";

    private final Map<Service, Outcomes> services = new EnumMap<>(Service.class);

    /** Keys with a hostile tombstone. They may have been stored again since. */
    private final Set<String> tombstoned = new HashSet<>();

    /** The records that a service stored or dead-lettered. */
    private record Outcomes(Set<String> topics, Set<String> deadLettered, Map<String, Long> stored) {}

    RecordAccount(ConsumerPositions consumerPositions, Postgres postgres) {
        for (Service service : Service.WITH_DATABASE) {
            Database database = new Database(postgres, service);
            Set<String> deadLettered = new HashSet<>(database.rows(
                    "select topic, partition, \"offset\" from dead_letters",
                    row -> PublishedRecord.position(row.getString(1), row.getInt(2), row.getLong(3))));
            Map<String, Long> stored = new HashMap<>();
            database.rows(
                            "select topic, key, version from facts",
                            row -> Map.entry(row.getString(1) + " " + row.getString(2), row.getLong(3)))
                    .forEach(fact -> stored.put(fact.getKey(), fact.getValue()));
            services.put(service, new Outcomes(consumerPositions.topicsOf(service), deadLettered, stored));
        }
    }

    void settle(List<PublishedRecord> records, OutcomeCounts outcomeCounts, Findings findings) {
        records.stream().filter(record -> record.isTombstone()).forEach(record -> tombstoned.add(record.topicAndKey()));
        for (PublishedRecord record : records) {
            List<Service> consumerPositions = services.keySet().stream()
                    .filter(service -> services.get(service).topics().contains(record.topic()))
                    .toList();
            if (consumerPositions.isEmpty()) {
                outcomeCounts.add(record.kind().name(), UNREAD);
            }
            for (Service reader : consumerPositions) {
                settle(record, reader, outcomeCounts, findings);
            }
        }
    }

    private void settle(PublishedRecord record, Service reader, OutcomeCounts outcomeCounts, Findings findings) {
        String outcome = outcome(record, services.get(reader));
        outcomeCounts.add(record.kind().name(), outcome);
        boolean isExpected = outcome.equals(DEAD_LETTERED)
                || (outcome.equals(STORED) && record.kind().expected() != Expected.DEAD_LETTERED);
        if (!isExpected) {
            findings.add(
                    "A record of the kind '" + record.kind().name() + "' is " + outcome + " at " + reader.module(),
                    record.position());
        }
    }

    private String outcome(PublishedRecord record, Outcomes outcomes) {
        if (outcomes.deadLettered().contains(record.position())) {
            return DEAD_LETTERED;
        }
        Long version = outcomes.stored().get(record.topicAndKey());
        boolean isStored = version != null && version >= record.version();
        return isStored || tombstoned.contains(record.topicAndKey()) ? STORED : LOST;
    }
}
