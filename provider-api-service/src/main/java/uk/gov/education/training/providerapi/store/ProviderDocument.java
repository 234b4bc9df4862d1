package uk.gov.education.training.providerapi.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as one lead provider sees it.
 *
 * @param subject the record whose facts it is made of: a participant; a school, also for a partnership with it; or else
 *     the record itself
 * @param json the finished resource
 * @param position the order of lists: when the thing itself was created or, for a statement, when it is paid
 * @param nextChangeOn the next London day on which the calendar alone may change it
 * @param tags the values that lists filter by, each as {@code name:value}
 */
public record ProviderDocument(
        UUID leadProviderId,
        DocumentKind kind,
        UUID id,
        UUID subject,
        String json,
        Instant position,
        Instant updatedAt,
        @Nullable LocalDate nextChangeOn,
        Set<String> tags) {

    /** Identifies a document. */
    public record Key(UUID leadProviderId, DocumentKind kind, UUID id) {}

    public Key key() {
        return new Key(leadProviderId, kind, id);
    }
}
