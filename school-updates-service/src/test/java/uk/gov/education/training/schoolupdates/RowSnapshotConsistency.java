package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.ParticipantChange;

/**
 * Checks that rows, snapshots and events agree.
 *
 * <ol>
 *   <li>The rows of periods have the same values as the snapshots.
 *   <li>Both participants of a mentorship have the same mentorship.
 *   <li>The newest event of each participant has the stored snapshot and version, and versions grow by one.
 *   <li>The last record about a participant without a row is a tombstone or says that they were merged.
 * </ol>
 */
final class RowSnapshotConsistency {

    private static final String HAS_DAYS = " where finished_on is null or finished_on >= started_on";

    private static final List<String> ROWS_AND_SNAPSHOTS = List.of(
            differing(
                    "school_periods",
                    "id, participant_id, role, school_urn, email, started_on, finished_on",
                    "id uuid, role text, school_urn text, email text, started_on date, finished_on date",
                    "school_periods",
                    HAS_DAYS),
            differing(
                    "trainings",
                    "id, participant_id, role, school_period_id, school_urn, programme, lead_provider_id, cohort,"
                            + " partnership_id, delivery_partner_id, started_on, finished_on",
                    "id uuid, role text, school_period_id uuid, school_urn text, programme text, lead_provider_id uuid,"
                            + " cohort int, partnership_id uuid, delivery_partner_id uuid, started_on date,"
                            + " finished_on date",
                    "trainings",
                    HAS_DAYS),
            differing(
                    "(select *, case role when 'ect' then other_id else participant_id end as mentor_id,"
                            + " case role when 'ect' then participant_id else other_id end as ect_id from mentorships)",
                    "id, participant_id, mentor_id, ect_id, school_urn, started_on, finished_on",
                    "id uuid, mentor_id uuid, ect_id uuid, school_urn text, started_on date, finished_on date",
                    "mentorships",
                    ""),
            differing(
                    "induction_periods",
                    "id, participant_id, started_on, finished_on, outcome",
                    "id uuid, started_on date, finished_on date, outcome text",
                    "induction_periods",
                    ""));

    private static final String DIFFERING_SCHOOLS = """
            with rows as (select school_urn, participant_id from participant_schools),
            snapshots as (
                select period ->> 'school_urn' as school_urn, id as participant_id
                from participants, jsonb_array_elements(snapshot::jsonb -> 'school_periods') as period)
            (select * from rows except select * from snapshots)
            union all (select * from snapshots except select * from rows)""";

    private RowSnapshotConsistency() {}

    private static String differing(String table, String columns, String fields, String list, String where) {
        String rows = "select " + columns + " from " + table + " rows";
        String snapshots = "select " + columns
                + " from (select participants.id as participant_id, each.* from participants,"
                + " jsonb_to_recordset(snapshot::jsonb->'" + list + "') as each(" + fields + ")) snapshots" + where;
        return "select '" + list + "' as list, participant_id, id from ((" + rows + " except " + snapshots
                + ") union all (" + snapshots + " except " + rows + ")) differing";
    }

    static void hold(SchoolUpdates service) {
        for (String differing : ROWS_AND_SNAPSHOTS) {
            assertThat(service.sql(differing))
                    .as("rows and snapshots that differ")
                    .extracting(Row::toJson)
                    .isEmpty();
        }
        assertThat(service.sql(DIFFERING_SCHOOLS))
                .as("schools of participants that differ")
                .extracting(Row::toJson)
                .isEmpty();
        Map<String, Row> stored = new HashMap<>();
        service.sql("select id::text, version, snapshot from participants")
                .forEach(row -> stored.put(row.getString(0), row));
        requireSameMentorships(
                stored.values().stream().map(row -> read(row.getString(2))).toList());
        service.awaitPublished();
        Map<String, List<ConsumerRecord<String, byte[]>>> published =
                service.published().records();
        assertThat(published.keySet()).containsAll(stored.keySet());
        published.keySet().forEach(id -> requireLastEventMatches(id, published.get(id), stored.get(id), service));
    }

    private static void requireSameMentorships(List<Participant> participants) {
        Map<UUID, Mentorship> carried = new HashMap<>();
        Map<UUID, Integer> carriers = new HashMap<>();
        participants.stream()
                .flatMap(participant -> participant.mentorships().stream())
                .forEach(mentorship -> {
                    assertThat(carried.computeIfAbsent(mentorship.id(), first -> mentorship))
                            .isEqualTo(mentorship);
                    carriers.merge(mentorship.id(), 1, Integer::sum);
                });
        assertThat(carriers.values()).allMatch(both -> both == 2);
    }

    private static void requireLastEventMatches(
            String id, List<ConsumerRecord<String, byte[]>> records, Row stored, SchoolUpdates service) {
        List<Message<ParticipantChange, Participant>> messages =
                service.published().messages(id);
        assertThat(messages)
                .as("versions of %s", id)
                .extracting(Message::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages.size()).boxed().toList());
        if (stored != null) {
            assertThat(records).as("deleted, but stored: %s", id).allMatch(record -> record.value() != null);
            assertThat(messages.getLast().version()).isEqualTo(stored.getLong(1));
            assertThat(messages.getLast().snapshot()).isEqualTo(read(stored.getString(2)));
        } else if (records.getLast().value() != null) {
            assertThat(messages.getLast().snapshot().mergedInto())
                    .as("gone without a word: %s", id)
                    .isPresent();
        }
    }

    private static Participant read(String facts) {
        try {
            return Json.MAPPER.readValue(facts, Participant.class);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("A stored snapshot is unreadable", unreadable);
        }
    }
}
