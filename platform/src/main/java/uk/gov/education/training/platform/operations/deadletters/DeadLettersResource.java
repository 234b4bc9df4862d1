package uk.gov.education.training.platform.operations.deadletters;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
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
import uk.gov.education.training.platform.operations.deadletters.ResolveDeadLetters.Outcomes;
import uk.gov.education.training.platform.operations.deadletters.ResolveDeadLetters.Resolution;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.PathUuid;
import uk.gov.education.training.platform.web.Scope;

/** Records that this service could not use. */
@Path("/api/v1/dead-letters")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Dead letters")
class DeadLettersResource {

    private static final int LONGEST_REASON = 500;
    private static final String AT_ONCE = "At most the oldest " + ResolveDeadLetters.MOST
            + " of them at once. If a filter means more, meta.after is there: send it as the filter's after, and"
            + " meta.parked_before as its parked_before, for the next ones.";

    private final Pool pool;
    private final StoredDeadLetters letters;
    private final AssessReplay judge;
    private final ResolveDeadLetters decide;
    private final AuditLog auditLog;
    private final SecurityIdentity identity;

    DeadLettersResource(
            Pool pool,
            StoredDeadLetters letters,
            AssessReplay judge,
            ResolveDeadLetters decide,
            AuditLog auditLog,
            SecurityIdentity identity) {
        this.pool = pool;
        this.letters = letters;
        this.judge = judge;
        this.decide = decide;
        this.auditLog = auditLog;
        this.identity = identity;
    }

    /** @param headers merged over the record's own; null takes one away */
    record Replay(
            @Nullable Boolean dryRun,
            @Nullable String reason,
            @Nullable String key,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable String body) {

        private static final Replay AS_IT_IS = new Replay(null, null, null, null, null);

        private RecordEdits mending() {
            return new RecordEdits(key, headers == null ? Map.of() : headers, body);
        }
    }

    record Discard(@Nullable String reason) {}

    /** Either {@code ids} or {@code filter}; an empty filter is all that wait. */
    record Several(
            @Nullable List<String> ids,
            DeadLetterFilter.@Nullable Sent filter,
            @Nullable Boolean dryRun,
            @Nullable String reason) {}

    @GET
    @Operation(
            summary = "Dead letters, oldest first",
            description = "Those that wait for a decision, if no status is given.")
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
                new DeadLetterFilter.Sent(topic, reason, participantId, olderThan, newerThan, parkedBefore, null),
                ApiException::badRequest);
        return letters.page(pool, filter, page.offset(), page.size())
                .chain(found -> letters.count(pool, filter).map(total -> Listed.of(found, total, page)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One dead letter in full", description = "Bodies can hold personal data.")
    public Uni<One<DeadLetterView.Whole>> show(String id) {
        return letters.whole(pool, id(id))
                .map(found -> found.orElseThrow(DeadLettersResource::unknown))
                .chain(letter -> auditLog.of(pool, letter.id())
                        .map(done -> new One<>(DeadLetterView.Whole.of(letter, judge.errors(letter), done))));
    }

    @POST
    @Path("{id}/replay")
    @Operation(
            summary = "Replay a dead letter",
            description = "Publishes it to its topic again, as it came or mended, if it would now be applied.")
    public Uni<ResolutionResponse> replay(String id, @Nullable Replay body) {
        Replay replay = body == null ? Replay.AS_IT_IS : body;
        Resolution doing = doing(replay.reason(), replay.dryRun());
        return decide.replay(List.of(id(id)), replay.mending(), doing)
                .invoke(outcomes -> requireDone(outcomes, doing))
                .map(outcomes -> ResolutionResponse.of(outcomes, doing.dryRun()));
    }

    @POST
    @Path("replay")
    @Operation(summary = "Replay several dead letters", description = AT_ONCE)
    public Uni<ResolutionResponse> replaySeveral(@Nullable Several body) {
        Resolution doing = doing(body == null ? null : body.reason(), body == null ? null : body.dryRun());
        @Nullable DeadLetterFilter filter = filter(body);
        return (filter == null ? decide.replay(ids(body), RecordEdits.NONE, doing) : decide.replay(filter, doing))
                .map(outcomes -> ResolutionResponse.of(outcomes, doing.dryRun()));
    }

    @POST
    @Path("{id}/discard")
    @Operation(summary = "Discard a dead letter", description = "Nobody applies it any more. It stays readable.")
    public Uni<ResolutionResponse> discard(String id, @Nullable Discard body) {
        Resolution doing = doing(required(body == null ? null : body.reason()), false);
        return decide.discard(List.of(id(id)), doing)
                .invoke(outcomes -> requireDone(outcomes, doing))
                .map(outcomes -> ResolutionResponse.of(outcomes, false));
    }

    @POST
    @Path("discard")
    @Operation(summary = "Discard several dead letters", description = AT_ONCE)
    public Uni<ResolutionResponse> discardSeveral(@Nullable Several body) {
        Resolution doing = doing(required(body == null ? null : body.reason()), body == null ? null : body.dryRun());
        @Nullable DeadLetterFilter filter = filter(body);
        return (filter == null ? decide.discard(ids(body), doing) : decide.discard(filter, doing))
                .map(outcomes -> ResolutionResponse.of(outcomes, doing.dryRun()));
    }

    private Resolution doing(@Nullable String reason, @Nullable Boolean dryRun) {
        if (reason != null && (reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0)) {
            throw ApiException.invalid("reason", "Give the reason in at most " + LONGEST_REASON + " characters.");
        }
        return new Resolution(
                (Caller) identity.getPrincipal(),
                reason == null || reason.isBlank() ? null : reason.strip(),
                Boolean.TRUE.equals(dryRun));
    }

    private static String required(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw ApiException.invalid("reason", "Say why: it is kept with the dead letter.");
        }
        return reason;
    }

    /** Which are meant, if it isn't said by their ids. */
    private static @Nullable DeadLetterFilter filter(@Nullable Several body) {
        if (body == null || (body.ids() == null) == (body.filter() == null)) {
            throw ApiException.invalid(
                    "filter", "Give either ids, or a filter; an empty filter, {}, means all that wait.");
        }
        return body.filter() == null ? null : DeadLetterFilter.of(null, body.filter(), ApiException::invalid);
    }

    private static Set<UUID> ids(Several body) {
        if (body.ids().size() > ResolveDeadLetters.MOST) {
            throw ApiException.invalid("ids", "Give at most " + ResolveDeadLetters.MOST + " ids.");
        }
        Set<UUID> ids = new HashSet<>();
        body.ids().forEach(id -> ids.add(id(id)));
        return ids;
    }

    /** Where one letter is meant, the answer is a refusal if nothing could be done. */
    private static void requireDone(Outcomes outcomes, Resolution doing) {
        if (doing.dryRun()) {
            return;
        }
        ResolutionOutcome resolutionOutcome = outcomes.all().getFirst();
        if (resolutionOutcome.is(ResolutionOutcome.ALREADY_DECIDED)) {
            throw ApiException.conflict("id", resolutionOutcome.detail());
        }
        if (resolutionOutcome.is(ResolutionOutcome.UNREADABLE) || resolutionOutcome.is(ResolutionOutcome.REFUSED)) {
            throw ApiException.invalid("record", resolutionOutcome.detail());
        }
    }

    private static UUID id(String text) {
        return PathUuid.of(text, DeadLettersResource::unknown);
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "There is no such dead letter.");
    }
}
