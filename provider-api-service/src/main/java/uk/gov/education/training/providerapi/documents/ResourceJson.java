package uk.gov.education.training.providerapi.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationView;
import uk.gov.education.training.providerapi.domain.participants.Enrolment;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;
import uk.gov.education.training.providerapi.domain.participants.Transfer;
import uk.gov.education.training.providerapi.domain.participants.TransfersView;
import uk.gov.education.training.providerapi.domain.participants.UnfundedMentorView;
import uk.gov.education.training.providerapi.store.DocumentKind;

/**
 * The JSON of a resource, complete except for the value of {@code updated_at}. It has every field, including nulls, and
 * times in whole seconds.
 */
public final class ResourceJson {

    private static final JsonMapper MAPPER = mapper();

    // Unique in the JSON, because quotes in values are escaped and no other field has this name.
    private static final String PLACEHOLDER = "\"updated_at\":null";

    private final String before;
    private final String after;

    /** @param attributes a record of all attributes, in order, with a null {@code updatedAt} */
    ResourceJson(UUID id, DocumentKind kind, Object attributes) {
        String written = write(new Resource(id, kind.type(), attributes));
        int place = written.indexOf(PLACEHOLDER);
        this.before = written.substring(0, place + PLACEHOLDER.length() - "null".length());
        this.after = written.substring(place + PLACEHOLDER.length());
    }

    private record Resource(UUID id, String type, Object attributes) {}

    private record ParticipantAttributes(
            String fullName,
            String teacherReferenceNumber,
            @Nullable Instant updatedAt,
            List<Enrolment> ecfEnrolments,
            List<IdChange> participantIdChanges) {}

    private record TransfersAttributes(@Nullable Instant updatedAt, List<Transfer> transfers) {}

    private record UnfundedMentorAttributes(
            String fullName,
            String email,
            String teacherReferenceNumber,
            Instant createdAt,
            @Nullable Instant updatedAt) {}

    private record DeclarationAttributes(
            UUID participantId,
            DeclarationType declarationType,
            String courseIdentifier,
            Instant declarationDate,
            @Nullable UUID mentorId,
            DeclarationState state,
            @Nullable Instant updatedAt,
            Instant createdAt,
            UUID deliveryPartnerId,
            @Nullable UUID statementId,
            @Nullable UUID clawbackStatementId,
            @Nullable String ineligibleForFundingReason,
            boolean upliftPaid,
            @Nullable String evidenceHeld,
            @Nullable String leadProviderName) {}

    private record StatementAttributes(
            String month,
            String year,
            String cohort,
            LocalDate cutOffDate,
            LocalDate paymentDate,
            boolean paid,
            Instant createdAt,
            @Nullable Instant updatedAt) {}

    public static ResourceJson of(ParticipantView view) {
        return new ResourceJson(
                view.participantId(),
                DocumentKind.PARTICIPANT,
                new ParticipantAttributes(view.fullName(), view.trn(), null, view.enrolments(), view.idChanges()));
    }

    static ResourceJson of(TransfersView view) {
        return new ResourceJson(
                view.participantId(), DocumentKind.TRANSFERS, new TransfersAttributes(null, view.transfers()));
    }

    static ResourceJson of(UnfundedMentorView view) {
        return new ResourceJson(
                view.mentorId(),
                DocumentKind.UNFUNDED_MENTOR,
                new UnfundedMentorAttributes(view.fullName(), view.email(), view.trn(), view.createdAt(), null));
    }

    /** Renders a declaration. {@code ineligible_for_funding_reason} is always null, and kept for older clients. */
    static ResourceJson of(DeclarationView view) {
        return new ResourceJson(
                view.id(),
                DocumentKind.DECLARATION,
                new DeclarationAttributes(
                        view.participantId(),
                        view.declarationType(),
                        view.role() == Role.ECT ? "ecf-induction" : "ecf-mentor",
                        view.declarationDate(),
                        view.mentorId(),
                        view.state(),
                        null,
                        view.createdAt(),
                        view.deliveryPartnerId(),
                        view.statementId(),
                        view.clawbackStatementId(),
                        null,
                        view.upliftPaid(),
                        view.evidenceHeld(),
                        view.leadProviderName()));
    }

    static ResourceJson of(Statement statement) {
        return new ResourceJson(
                statement.id(),
                DocumentKind.STATEMENT,
                new StatementAttributes(
                        Month.of(statement.month()).getDisplayName(TextStyle.FULL, Locale.UK),
                        String.valueOf(statement.year()),
                        String.valueOf(statement.cohort()),
                        statement.deadlineDate(),
                        statement.paymentDate(),
                        statement.status() == StatementStatus.PAID,
                        statement.createdAt(),
                        null));
    }

    /** Returns the complete JSON with this {@code updated_at}. */
    public String updatedAt(Instant time) {
        return before + '"' + wholeSeconds(time) + '"' + after;
    }

    private static String write(Resource resource) {
        try {
            return MAPPER.writeValueAsString(resource);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Writing a resource as JSON failed", bug);
        }
    }

    /** Truncates fractions of a second; does not round. */
    private static String wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = Json.MAPPER.copy();
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
        mapper.registerModule(new SimpleModule().addSerializer(new WholeSeconds()));
        return mapper;
    }

    private static final class WholeSeconds extends StdSerializer<Instant> {

        WholeSeconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(wholeSeconds(value));
        }
    }
}
