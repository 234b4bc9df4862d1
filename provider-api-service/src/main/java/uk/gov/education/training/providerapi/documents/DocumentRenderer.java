package uk.gov.education.training.providerapi.documents;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationView;
import uk.gov.education.training.providerapi.domain.participants.Enrolment;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;
import uk.gov.education.training.providerapi.domain.participants.TransfersView;
import uk.gov.education.training.providerapi.domain.participants.UnfundedMentorView;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocument;

/** Renders the documents that lead providers see about one subject on a day, without their {@code updated_at}. */
public final class DocumentRenderer {

    /** A tag for internal use, not an API filter. Unfunded mentors are found by it. */
    private static final String MENTOR = "mentor:";

    private DocumentRenderer() {}

    /** @param tags see {@link ProviderDocument} */
    public record Rendering(
            UUID leadProviderId,
            DocumentKind kind,
            UUID id,
            UUID subject,
            ResourceJson json,
            Instant position,
            @Nullable LocalDate nextChangeOn,
            Set<String> tags) {

        public ProviderDocument.Key key() {
            return new ProviderDocument.Key(leadProviderId, kind, id);
        }

        ProviderDocument document(Instant updatedAt) {
            return new ProviderDocument(
                    leadProviderId,
                    kind,
                    id,
                    subject,
                    json.updatedAt(updatedAt),
                    // the database stores microseconds
                    position.truncatedTo(ChronoUnit.MICROS),
                    updatedAt,
                    nextChangeOn,
                    tags);
        }
    }

    public static List<Rendering> of(LoadedFacts known, String key, LocalDate today) {
        return known.participant(key).stream()
                .flatMap(facts -> Stream.concat(
                        facts.leadProviders().stream().flatMap(provider -> seen(provider, facts, today)),
                        unfunded(facts, known.mentoredBy(facts.participant().id()))))
                .toList();
    }

    private static Stream<Rendering> seen(UUID leadProviderId, ParticipantFacts facts, LocalDate today) {
        return Stream.of(
                        ParticipantView.of(leadProviderId, facts, today)
                                .map(view -> rendering(leadProviderId, view))
                                .stream(),
                        TransfersView.of(leadProviderId, facts, today)
                                .map(view -> rendering(leadProviderId, view))
                                .stream(),
                        DeclarationView.of(leadProviderId, facts).stream().map(view -> rendering(leadProviderId, view)))
                .flatMap(renderings -> renderings);
    }

    private static Rendering rendering(UUID leadProviderId, ParticipantView view) {
        return new Rendering(
                leadProviderId,
                DocumentKind.PARTICIPANT,
                view.participantId(),
                view.participantId(),
                ResourceJson.of(view),
                view.createdAt(),
                view.nextChangeOn(),
                tags(view));
    }

    private static Rendering rendering(UUID leadProviderId, TransfersView view) {
        return new Rendering(
                leadProviderId,
                DocumentKind.TRANSFERS,
                view.participantId(),
                view.participantId(),
                ResourceJson.of(view),
                view.createdAt(),
                view.nextChangeOn(),
                Set.of());
    }

    private static Rendering rendering(UUID leadProviderId, DeclarationView view) {
        return new Rendering(
                leadProviderId,
                DocumentKind.DECLARATION,
                view.id(),
                view.participantId(),
                ResourceJson.of(view),
                view.createdAt(),
                null,
                Set.of(
                        "cohort:" + view.cohort(),
                        "participant_id:" + view.participantId(),
                        "delivery_partner_id:" + view.deliveryPartnerId()));
    }

    /** Renders a statement. Empty for service fees: lead providers only see statements that pay for declarations. */
    public static Optional<Rendering> of(Statement statement) {
        return statement.feeType() == Statement.FeeType.SERVICE
                ? Optional.empty()
                : Optional.of(new Rendering(
                        statement.leadProviderId(),
                        DocumentKind.STATEMENT,
                        statement.id(),
                        statement.id(),
                        ResourceJson.of(statement),
                        statement.paymentDate().atStartOfDay(London.ZONE).toInstant(),
                        null,
                        Set.of("cohort:" + statement.cohort())));
    }

    /** @param ects the ECTs whom the participant mentors, by the lead provider that sees them */
    private static Stream<Rendering> unfunded(ParticipantFacts facts, Map<UUID, Set<UUID>> ects) {
        return ects.entrySet().stream()
                .flatMap(entry -> UnfundedMentorView.of(entry.getKey(), facts, entry.getValue())
                        .map(view -> new Rendering(
                                entry.getKey(),
                                DocumentKind.UNFUNDED_MENTOR,
                                view.mentorId(),
                                view.mentorId(),
                                ResourceJson.of(view),
                                view.createdAt(),
                                null,
                                Set.of()))
                        .stream());
    }

    private static Set<String> tags(ParticipantView view) {
        return Stream.of(
                        view.enrolments().stream().map(enrolment -> "cohort:" + enrolment.cohort()),
                        view.enrolments().stream()
                                .map(enrolment -> "training_status:"
                                        + enrolment.trainingStatus().name().toLowerCase(Locale.ROOT)),
                        view.enrolments().stream()
                                .map(Enrolment::mentorId)
                                .filter(Objects::nonNull)
                                .map(mentor -> MENTOR + mentor),
                        view.idChanges().stream().map(change -> "from_participant_id:" + change.fromParticipantId()))
                .flatMap(tag -> tag)
                .collect(toSet());
    }

    static Set<UUID> mentors(Set<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith(MENTOR))
                .map(tag -> UUID.fromString(tag.substring(MENTOR.length())))
                .collect(toSet());
    }
}
