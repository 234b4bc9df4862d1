package uk.gov.education.training.system.hostile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.Postgres;
import uk.gov.education.training.system.hostile.HostileRecords.Lying;
import uk.gov.education.training.system.hostile.RecordKind.Expected;

/**
 * What became of each hostile record at each service that reads its topic. A record is parked, or what it said is held,
 * or something newer is; there is no third way.
 */
final class RecordAccount {

    static final String PARKED = "parked";
    static final String HELD = "applied or ignored";
    static final String UNREAD = "read by no service";
    static final String LOST = "LOST";

    private final Map<Service, Known> services = new EnumMap<>(Service.class);

    /** Keys with a hostile tombstone. They may have been stored again since. */
    private final Set<String> ended = new HashSet<>();

    /** The records that a service stored or dead-lettered. */
    private record Known(Set<String> topics, Set<String> parked, Map<String, Long> held) {}

    RecordAccount(ConsumerPositions consumerPositions, Postgres postgres) {
        for (Service service : Service.WITH_DATABASE) {
            Database database = new Database(postgres, service);
            Set<String> parked = new HashSet<>(database.rows(
                    "select topic, partition, \"offset\" from dead_letters",
                    row -> Lying.place(row.getString(1), row.getInt(2), row.getLong(3))));
            Map<String, Long> held = new HashMap<>();
            database.rows(
                            "select topic, key, version from facts",
                            row -> Map.entry(row.getString(1) + " " + row.getString(2), row.getLong(3)))
                    .forEach(fact -> held.put(fact.getKey(), fact.getValue()));
            services.put(service, new Known(consumerPositions.topicsOf(service), parked, held));
        }
    }

    void settle(List<Lying> records, OutcomeCounts outcomeCounts, Findings findings) {
        records.stream().filter(record -> record.ends()).forEach(record -> ended.add(record.fact()));
        for (Lying record : records) {
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

    private void settle(Lying record, Service reader, OutcomeCounts outcomeCounts, Findings findings) {
        String outcome = outcome(record, services.get(reader));
        outcomeCounts.add(record.kind().name(), outcome);
        boolean isExpected =
                outcome.equals(PARKED) || (outcome.equals(HELD) && record.kind().expected() != Expected.PARKED);
        if (!isExpected) {
            findings.add(
                    "A record of the kind '" + record.kind().name() + "' is " + outcome + " at " + reader.module(),
                    record.place());
        }
    }

    private String outcome(Lying record, Known known) {
        if (known.parked().contains(record.place())) {
            return PARKED;
        }
        Long version = known.held().get(record.fact());
        boolean isHeld = version != null && version >= record.version();
        return isHeld || ended.contains(record.fact()) ? HELD : LOST;
    }
}
