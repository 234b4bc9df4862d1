package uk.gov.education.training.events.operations.letters;

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
import uk.gov.education.training.events.edge.Caller;
import uk.gov.education.training.events.edge.Page;
import uk.gov.education.training.events.edge.PathId;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.events.operations.acts.Acts;
import uk.gov.education.training.events.operations.acts.Listed;
import uk.gov.education.training.events.operations.letters.DecideLetters.Doing;
import uk.gov.education.training.events.operations.letters.DecideLetters.Outcomes;

/** Records that this service could not use. */
@Path("/api/v1/dead-letters")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Dead letters")
class DeadLettersResource {

    private static final int LONGEST_REASON = 500;
    private static final String AT_ONCE = "At most the oldest " + DecideLetters.MOST
            + " of them at once. If a filter means more, meta.after is there: send it as the filter's after, and"
            + " meta.parked_before as its parked_before, for the next ones.";

    private final Pool pool;
    private final StoredLetters letters;
    private final JudgeLetters judge;
    private final DecideLetters decide;
    private final Acts acts;
    private final SecurityIdentity identity;

    DeadLettersResource(
            Pool pool,
            StoredLetters letters,
            JudgeLetters judge,
            DecideLetters decide,
            Acts acts,
            SecurityIdentity identity) {
        this.pool = pool;
        this.letters = letters;
        this.judge = judge;
        this.decide = decide;
        this.acts = acts;
        this.identity = identity;
    }

    record One<T>(T data) {}

    /**
     * @param total how many were meant
     * @param counts how many there are of each outcome
     * @param parkedBefore the filter's, to be sent again so that nobody decides about what came meanwhile
     * @param after likewise, if more were meant than these: they come next
     */
    record Meta(
            boolean dryRun,
            long total,
            Map<String, Long> counts,
            @Nullable Instant parkedBefore,
            @Nullable UUID after) {}

    record Decided(List<Outcome> data, Meta meta) {

        private static Decided of(Outcomes outcomes, boolean dryRun) {
            return new Decided(
                    outcomes.all(),
                    new Meta(dryRun, outcomes.total(), outcomes.counts(), outcomes.parkedBefore(), outcomes.last()));
        }
    }

    /** @param headers merged over the record's own; null takes one away */
    record Replay(
            @Nullable Boolean dryRun,
            @Nullable String reason,
            @Nullable String key,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable String body) {

        private static final Replay AS_IT_IS = new Replay(null, null, null, null, null);

        private Mending mending() {
            return new Mending(key, headers == null ? Map.of() : headers, body);
        }
    }

    record Discard(@Nullable String reason) {}

    /** Either {@code ids} or {@code filter}; an empty filter is all that wait. */
    record Several(
            @Nullable List<String> ids,
            LetterFilter.@Nullable Sent filter,
            @Nullable Boolean dryRun,
            @Nullable String reason) {}

    @GET
    @Operation(
            summary = "Dead letters, oldest first",
            description = "Those that wait for a decision, if no status is given.")
    public Uni<Listed<LetterView>> list(
            @RestQuery @Nullable String topic,
            @RestQuery @Nullable String reason,
            @RestQuery("participant_id") @Nullable String participantId,
            @RestQuery("older_than") @Nullable String olderThan,
            @RestQuery("newer_than") @Nullable String newerThan,
            @RestQuery("parked_before") @Nullable String parkedBefore,
            @RestQuery @Nullable String status,
            @BeanParam Page page) {
        LetterFilter filter = LetterFilter.of(
                status,
                new LetterFilter.Sent(topic, reason, participantId, olderThan, newerThan, parkedBefore, null),
                Refusal::badRequest);
        return letters.page(pool, filter, page.offset(), page.size())
                .chain(found -> letters.count(pool, filter).map(total -> Listed.of(found, total, page)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One dead letter in full", description = "Bodies can hold personal data.")
    public Uni<One<LetterView.Whole>> show(String id) {
        return letters.whole(pool, id(id))
                .map(found -> found.orElseThrow(DeadLettersResource::unknown))
                .chain(letter -> acts.of(pool, letter.id())
                        .map(done -> new One<>(LetterView.Whole.of(letter, judge.errors(letter), done))));
    }

    @POST
    @Path("{id}/replay")
    @Operation(
            summary = "Replay a dead letter",
            description = "Publishes it to its topic again, as it came or mended, if it would now be applied.")
    public Uni<Decided> replay(String id, @Nullable Replay body) {
        Replay replay = body == null ? Replay.AS_IT_IS : body;
        Doing doing = doing(replay.reason(), replay.dryRun());
        return decide.replay(List.of(id(id)), replay.mending(), doing)
                .invoke(outcomes -> requireDone(outcomes, doing))
                .map(outcomes -> Decided.of(outcomes, doing.dryRun()));
    }

    @POST
    @Path("replay")
    @Operation(summary = "Replay several dead letters", description = AT_ONCE)
    public Uni<Decided> replaySeveral(@Nullable Several body) {
        Doing doing = doing(body == null ? null : body.reason(), body == null ? null : body.dryRun());
        @Nullable LetterFilter filter = filter(body);
        return (filter == null ? decide.replay(ids(body), Mending.NONE, doing) : decide.replay(filter, doing))
                .map(outcomes -> Decided.of(outcomes, doing.dryRun()));
    }

    @POST
    @Path("{id}/discard")
    @Operation(summary = "Discard a dead letter", description = "Nobody applies it any more. It stays readable.")
    public Uni<Decided> discard(String id, @Nullable Discard body) {
        Doing doing = doing(required(body == null ? null : body.reason()), false);
        return decide.discard(List.of(id(id)), doing)
                .invoke(outcomes -> requireDone(outcomes, doing))
                .map(outcomes -> Decided.of(outcomes, false));
    }

    @POST
    @Path("discard")
    @Operation(summary = "Discard several dead letters", description = AT_ONCE)
    public Uni<Decided> discardSeveral(@Nullable Several body) {
        Doing doing = doing(required(body == null ? null : body.reason()), body == null ? null : body.dryRun());
        @Nullable LetterFilter filter = filter(body);
        return (filter == null ? decide.discard(ids(body), doing) : decide.discard(filter, doing))
                .map(outcomes -> Decided.of(outcomes, doing.dryRun()));
    }

    private Doing doing(@Nullable String reason, @Nullable Boolean dryRun) {
        if (reason != null && (reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0)) {
            throw Refusal.invalid("reason", "Give the reason in at most " + LONGEST_REASON + " characters.");
        }
        return new Doing(
                (Caller) identity.getPrincipal(),
                reason == null || reason.isBlank() ? null : reason.strip(),
                Boolean.TRUE.equals(dryRun));
    }

    private static String required(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("reason", "Say why: it is kept with the dead letter.");
        }
        return reason;
    }

    /** Which are meant, if it isn't said by their ids. */
    private static @Nullable LetterFilter filter(@Nullable Several body) {
        if (body == null || (body.ids() == null) == (body.filter() == null)) {
            throw Refusal.invalid("filter", "Give either ids, or a filter; an empty filter, {}, means all that wait.");
        }
        return body.filter() == null ? null : LetterFilter.of(null, body.filter(), Refusal::invalid);
    }

    private static Set<UUID> ids(Several body) {
        if (body.ids().size() > DecideLetters.MOST) {
            throw Refusal.invalid("ids", "Give at most " + DecideLetters.MOST + " ids.");
        }
        Set<UUID> ids = new HashSet<>();
        body.ids().forEach(id -> ids.add(id(id)));
        return ids;
    }

    /** Where one letter is meant, the answer is a refusal if nothing could be done. */
    private static void requireDone(Outcomes outcomes, Doing doing) {
        if (doing.dryRun()) {
            return;
        }
        Outcome outcome = outcomes.all().getFirst();
        if (outcome.is(Outcome.ALREADY_DECIDED)) {
            throw Refusal.conflict("id", outcome.detail());
        }
        if (outcome.is(Outcome.UNREADABLE) || outcome.is(Outcome.REFUSED)) {
            throw Refusal.invalid("record", outcome.detail());
        }
    }

    private static UUID id(String text) {
        return PathId.of(text, DeadLettersResource::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("id", "There is no such dead letter.");
    }
}
