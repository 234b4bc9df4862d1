package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.providerapi.KnownParticipants.Known;
import uk.gov.education.training.providerapi.domain.DeclarationVerdict;
import uk.gov.education.training.providerapi.domain.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.domain.Declaring;
import uk.gov.education.training.providerapi.domain.Declaring.Options;
import uk.gov.education.training.providerapi.domain.Declaring.Submission;
import uk.gov.education.training.providerapi.domain.Declaring.Wanted;
import uk.gov.education.training.providerapi.domain.ParticipantFacts;
import uk.gov.education.training.providerapi.store.ContractPeriods;
import uk.gov.education.training.providerapi.store.Statements;

/** What a lead provider declares about a participant's training. What is accepted is kept. */
@ApplicationScoped
public class Declare {

    private final Pool pool;
    private final Facts facts;
    private final KnownParticipants known;
    private final ContractPeriods contractPeriods;
    private final Statements statements;
    private final KeepDeclarations keep;
    private final Outbox outbox;

    Declare(
            Pool pool,
            Facts facts,
            KnownParticipants known,
            ContractPeriods contractPeriods,
            Statements statements,
            KeepDeclarations keep,
            Outbox outbox) {
        this.pool = pool;
        this.facts = facts;
        this.known = known;
        this.contractPeriods = contractPeriods;
        this.statements = statements;
        this.keep = keep;
        this.outbox = outbox;
    }

    /**
     * @param participantId null if the request has none that is a UUID, and so is nobody's
     * @param came the real time at which the request did
     */
    public Uni<DeclarationVerdict> submit(
            UUID leadProviderId, @Nullable UUID participantId, Wanted wanted, Instant came, Cause cause) {
        return pool.withTransaction(tx -> participantId == null
                        ? nobody(tx, leadProviderId, wanted, cause)
                        : submit(tx, leadProviderId, participantId.toString(), wanted, came, cause))
                .invoke(outbox::wake);
    }

    private Uni<DeclarationVerdict> submit(
            SqlConnection tx, UUID leadProviderId, String key, Wanted wanted, Instant came, Cause cause) {
        return facts.load(tx, List.of(key), PARTICIPANT_CHANGES, DECLARATIONS)
                .map(held -> held.get(key))
                .chain(held -> held.snapshot(PARTICIPANT_CHANGES).isEmpty()
                        ? nobody(tx, leadProviderId, wanted, cause)
                        : contractPeriods.known(tx).chain(periods -> facts.lock(tx, List.of(key))
                                .chain(() -> statements.unpaid(tx, leadProviderId, London.dateOf(cause.at())))
                                .chain(unpaid -> known.load(tx, List.of(key))
                                        .chain(found -> underEarlierIds(tx, found.about(key))
                                                .chain(earlier -> {
                                                    DeclarationVerdict verdict = Declaring.decide(
                                                            submission(leadProviderId, cause),
                                                            found.about(key),
                                                            wanted,
                                                            new Options(
                                                                    periods,
                                                                    open(unpaid),
                                                                    declaredBefore(came, held, earlier),
                                                                    earlier));
                                                    return keep(tx, key, found, verdict, cause)
                                                            .replaceWith(verdict);
                                                })))));
    }

    /**
     * What was declared about records that were merged into this one. It moves when this service hears of their end,
     * which can be later than it hears of the record that stays.
     */
    private Uni<List<Declaration>> underEarlierIds(SqlConnection tx, Optional<ParticipantFacts> about) {
        List<String> ids = about.stream()
                .flatMap(facts -> facts.participant().idChanges().stream())
                .map(change -> change.fromParticipantId().toString())
                .toList();
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : facts.load(tx, ids, DECLARATIONS).map(held -> held.values().stream()
                        .flatMap(earlier -> earlier.snapshot(DECLARATIONS).stream())
                        .flatMap(earlier -> earlier.declarations().stream())
                        .toList());
    }

    /** Nothing is kept of a key that nobody has, not even its lock. */
    private Uni<DeclarationVerdict> nobody(SqlConnection tx, UUID leadProviderId, Wanted wanted, Cause cause) {
        return contractPeriods
                .known(tx)
                .map(periods -> Declaring.decide(
                        submission(leadProviderId, cause),
                        Optional.empty(),
                        wanted,
                        new Options(periods, List.of(), Set.of())));
    }

    private static Submission submission(UUID leadProviderId, Cause cause) {
        return new Submission(
                UUID.randomUUID(), leadProviderId, cause.at(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * What was there when a request came: it is there before anything waits for the lock, and was not created while the
     * request waited to be authenticated, or for a connection.
     */
    private static Set<UUID> declaredBefore(Instant came, Held held, List<Declaration> earlier) {
        return Stream.concat(
                        held.snapshot(DECLARATIONS).stream().flatMap(all -> all.declarations().stream()),
                        earlier.stream())
                .filter(declaration -> declaration.createdAt().isBefore(came))
                .map(Declaration::id)
                .collect(toSet());
    }

    private static List<Statement> open(List<Statement> unpaid) {
        return unpaid.stream()
                .filter(statement -> statement.status() == StatementStatus.OPEN)
                .toList();
    }

    private Uni<Void> keep(SqlConnection tx, String key, Known found, DeclarationVerdict verdict, Cause cause) {
        return verdict instanceof Accepted accepted
                ? keep.keep(tx, key, found, accepted, cause)
                : Uni.createFrom().voidItem();
    }
}
