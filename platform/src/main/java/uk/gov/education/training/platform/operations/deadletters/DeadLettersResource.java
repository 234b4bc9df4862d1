package uk.gov.education.training.platform.operations.deadletters;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.audit.OperatorReason;
import uk.gov.education.training.platform.operations.deadletters.ResolveDeadLetters.Outcomes;
import uk.gov.education.training.platform.operations.deadletters.ResolveDeadLetters.Resolution;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.PathUuid;
import uk.gov.education.training.platform.web.Scope;

/** Lists, replays and discards records that this service could not use. */
@Path("/api/v1/dead-letters")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Dead letters")
class DeadLettersResource {

    private static final String BATCH = "Acts on the " + ResolveDeadLetters.MAX_BATCH
            + " oldest matches. If there are more, send meta.after back as filter.after and meta.parked_before as"
            + " filter.parked_before to act on the next ones.";

    private final Pool pool;
    private final StoredDeadLetters deadLetters;
    private final AssessReplay assessReplay;
    private final ResolveDeadLetters resolveDeadLetters;
    private final AuditLog auditLog;
    private final SecurityIdentity identity;

    DeadLettersResource(
            Pool pool,
            StoredDeadLetters deadLetters,
            AssessReplay assessReplay,
            ResolveDeadLetters resolveDeadLetters,
            AuditLog auditLog,
            SecurityIdentity identity) {
        this.pool = pool;
        this.deadLetters = deadLetters;
        this.assessReplay = assessReplay;
        this.resolveDeadLetters = resolveDeadLetters;
        this.auditLog = auditLog;
        this.identity = identity;
    }

    /** @param headers added to the record's own or replacing them; a null value removes the header */
    record Replay(
            @Nullable Boolean dryRun,
            @Nullable String reason,
            @Nullable String key,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable String body) {

        private static final Replay UNCHANGED = new Replay(null, null, null, null, null);

        private RecordEdits edits() {
            return new RecordEdits(key, headers == null ? Map.of() : headers, body);
        }
    }

    record Discard(@Nullable String reason) {}

    /** Either {@code ids} or {@code filter}; an empty filter selects all that wait. */
    record Batch(
            @Nullable List<String> ids,
            DeadLetterFilter.@Nullable Request filter,
            @Nullable Boolean dryRun,
            @Nullable String reason) {}

    @GET
    @Operation(
            summary = "Dead letters, oldest first",
            description = "Without a status, those that wait for a decision.")
    public Uni<Listed<DeadLetterView>> list(
            @RestQuery @Nullable String topic,
            @RestQuery @Nullable String reason,
            @RestQuery("participant_id") @Nullable String participantId,
            @RestQuery("older_than") @Nullable String olderThan,
            @RestQuery("newer_than") @Nullable String newerThan,
            @RestQuery("parked_before") @Nullable String parkedBefore,
            @RestQuery @Nullable String status,
            @BeanParam Page page) {
        DeadLetterFilter filter = DeadLetterFilter.of(
                status,
                new DeadLetterFilter.Request(topic, reason, participantId, olderThan, newerThan, parkedBefore, null),
                ApiException::badRequest);
        return deadLetters
                .page(pool, filter, page.offset(), page.size())
                .chain(found -> deadLetters.count(pool, filter).map(total -> Listed.of(found, total, page)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A dead letter with its body and headers", description = "Bodies can hold personal data.")
    public Uni<One<DeadLetterView.Whole>> show(String id) {
        return deadLetters
                .find(pool, id(id))
                .map(found -> found.orElseThrow(DeadLettersResource::unknown))
                .chain(deadLetter -> auditLog.of(pool, deadLetter.id())
                        .map(done ->
                                new One<>(DeadLetterView.Whole.of(deadLetter, assessReplay.errors(deadLetter), done))));
    }

    @POST
    @Path("{id}/replay")
    @Operation(
            summary = "Replay a dead letter",
            description = "Publishes it to its topic again, unchanged or edited, if it would now be applied.")
    public Uni<ResolutionResponse> replay(String id, @Nullable Replay body) {
        Replay replay = body == null ? Replay.UNCHANGED : body;
        Resolution resolution = resolution(replay.reason(), replay.dryRun());
        return resolveDeadLetters
                .replay(List.of(id(id)), replay.edits(), resolution)
                .invoke(outcomes -> requireDone(outcomes, resolution))
                .map(outcomes -> ResolutionResponse.of(outcomes, resolution.dryRun()));
    }

    @POST
    @Path("replay")
    @Operation(summary = "Replay several dead letters", description = BATCH)
    public Uni<ResolutionResponse> replaySeveral(@Nullable Batch body) {
        Resolution resolution = resolution(body == null ? null : body.reason(), body == null ? null : body.dryRun());
        @Nullable DeadLetterFilter filter = filter(body);
        return (filter == null
                        ? resolveDeadLetters.replay(ids(body), RecordEdits.NONE, resolution)
                        : resolveDeadLetters.replay(filter, resolution))
                .map(outcomes -> ResolutionResponse.of(outcomes, resolution.dryRun()));
    }

    @POST
    @Path("{id}/discard")
    @Operation(summary = "Discard a dead letter", description = "Closes it without publishing it. It stays readable.")
    public Uni<ResolutionResponse> discard(String id, @Nullable Discard body) {
        Resolution resolution = resolution(OperatorReason.required(body == null ? null : body.reason()), false);
        return resolveDeadLetters
                .discard(List.of(id(id)), resolution)
                .invoke(outcomes -> requireDone(outcomes, resolution))
                .map(outcomes -> ResolutionResponse.of(outcomes, false));
    }

    @POST
    @Path("discard")
    @Operation(summary = "Discard several dead letters", description = BATCH)
    public Uni<ResolutionResponse> discardSeveral(@Nullable Batch body) {
        Resolution resolution = resolution(
                OperatorReason.required(body == null ? null : body.reason()), body == null ? null : body.dryRun());
        @Nullable DeadLetterFilter filter = filter(body);
        return (filter == null
                        ? resolveDeadLetters.discard(ids(body), resolution)
                        : resolveDeadLetters.discard(filter, resolution))
                .map(outcomes -> ResolutionResponse.of(outcomes, resolution.dryRun()));
    }

    private Resolution resolution(@Nullable String reason, @Nullable Boolean dryRun) {
        return new Resolution(
                (Caller) identity.getPrincipal(), OperatorReason.optional(reason), Boolean.TRUE.equals(dryRun));
    }

    /** The filter; null if ids are given. */
    private static @Nullable DeadLetterFilter filter(@Nullable Batch body) {
        if (body == null || (body.ids() == null) == (body.filter() == null)) {
            throw ApiException.invalid(
                    "filter", "Give either ids or a filter. An empty filter, {}, selects all that wait.");
        }
        return body.filter() == null ? null : DeadLetterFilter.of(null, body.filter(), ApiException::invalid);
    }

    private static Set<UUID> ids(Batch body) {
        if (body.ids().size() > ResolveDeadLetters.MAX_BATCH) {
            throw ApiException.invalid("ids", "Give at most " + ResolveDeadLetters.MAX_BATCH + " ids.");
        }
        Set<UUID> ids = new HashSet<>();
        body.ids().forEach(id -> ids.add(id(id)));
        return ids;
    }

    /** Refuses a request about one dead letter if nothing was done. */
    private static void requireDone(Outcomes outcomes, Resolution resolution) {
        if (resolution.dryRun()) {
            return;
        }
        ResolutionOutcome outcome = outcomes.all().getFirst();
        if (outcome.is(ResolutionOutcome.ALREADY_RESOLVED)) {
            throw ApiException.conflict("id", outcome.detail());
        }
        if (outcome.is(ResolutionOutcome.UNREADABLE) || outcome.is(ResolutionOutcome.REFUSED)) {
            throw ApiException.invalid("record", outcome.detail());
        }
    }

    private static UUID id(String text) {
        return PathUuid.of(text, DeadLettersResource::unknown);
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "There is no dead letter with this id.");
    }
}
