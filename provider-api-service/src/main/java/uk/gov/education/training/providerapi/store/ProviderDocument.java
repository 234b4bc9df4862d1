package uk.gov.education.training.providerapi.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lead provider gets when it asks for a thing.
 *
 * @param subject whose facts it is made of: a participant's id or, of a statement, its own
 * @param json the finished resource
 * @param position what lists are ordered by: when the thing itself was created or, of a statement, when it is paid
 * @param nextChangeOn the next London day on which the calendar alone may change it
 * @param tags what lists filter by, each as {@code name:value}
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

    /** What there is only one of. */
    public record Key(UUID leadProviderId, DocumentKind kind, UUID id) {}

    public Key key() {
        return new Key(leadProviderId, kind, id);
    }
}
