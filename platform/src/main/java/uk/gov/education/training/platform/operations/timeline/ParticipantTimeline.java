package uk.gov.education.training.platform.operations.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every event about one participant, and what each changed in the documents of lead providers.
 *
 * @param events in the order in which they were published
 * @param complete false if reading stopped before the end of the topics
 */
public record ParticipantTimeline(UUID participantId, List<Entry> events, boolean complete) {

    /**
     * One record of a topic.
     *
     * @param type the event's name, such as {@code name-changed}
     * @param at when it happened; null if the record does not say
     * @param version of the snapshot; null if the record has none
     * @param effect one of applied, superseded, deleted and unreadable
     * @param problem why it can't be read, if it can't
     * @param change the fields of the event itself
     */
    public record Entry(
            String topic,
            String type,
            Instant publishedAt,
            @Nullable Instant at,
            @Nullable Long version,
            Map<String, String> headers,
            String effect,
            @Nullable String problem,
            Map<String, String> change,
            List<DocumentChange> documents) {}

    /**
     * A changed document of a lead provider.
     *
     * @param leadProviderName null if it is unknown
     * @param kind the document's type in the API
     * @param change one of added, removed and changed
     * @param fields the fields that differ: all of them if the document was added or removed
     */
    public record DocumentChange(
            UUID leadProviderId,
            @Nullable String leadProviderName,
            String kind,
            UUID id,
            String change,
            List<FieldChange> fields) {}

    /** A field before and after; null where the document does not have it. */
    public record FieldChange(
            String field, @Nullable String before, @Nullable String after) {}
}
