package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import io.smallrye.mutiny.Uni;
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
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.decisions.DecidedDeclaration;
import uk.gov.education.training.providerapi.decisions.SaveDecision;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationContext;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationRequest;
import uk.gov.education.training.providerapi.domain.declarations.Submission;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ContractPeriods;
import uk.gov.education.training.providerapi.store.Statements;

/** Submits a declaration about a participant's training. */
@ApplicationScoped
public class SubmitDeclaration {

    private final FactStore factStore;
    private final LoadParticipantFacts loadParticipantFacts;
    private final ContractPeriods contractPeriods;
    private final Statements statements;
    private final SaveDecision saveDecision;

    SubmitDeclaration(
            FactStore factStore,
            LoadParticipantFacts loadParticipantFacts,
            ContractPeriods contractPeriods,
            Statements statements,
            SaveDecision saveDecision) {
        this.factStore = factStore;
        this.loadParticipantFacts = loadParticipantFacts;
        this.contractPeriods = contractPeriods;
        this.statements = statements;
        this.saveDecision = saveDecision;
    }

    /**
     * Decides, saves and publishes.
     *
     * @param participantId null if the request names no UUID, so that no participant can have it
     * @param arrived the real time at which the request arrived
     */
    public Uni<Verdict<DecidedDeclaration>> submit(
            SqlConnection tx,
            UUID leadProviderId,
            @Nullable UUID participantId,
            DeclarationRequest request,
            Instant arrived,
            Cause cause) {
        return participantId == null
                ? unknownParticipant(tx, leadProviderId, request, cause)
                : submit(tx, leadProviderId, participantId.toString(), request, arrived, cause);
    }

    /**
     * Reads before it locks: an unknown key must not get a lock row, and declarations that are stored while the request
     * waits for the lock count as made at the same moment.
     */
    private Uni<Verdict<DecidedDeclaration>> submit(
            SqlConnection tx,
            UUID leadProviderId,
            String key,
            DeclarationRequest request,
            Instant arrived,
            Cause cause) {
        return factStore
                .load(tx, List.of(key), PARTICIPANT_CHANGES, DECLARATIONS)
                .map(stored -> stored.get(key))
                .chain(beforeLock -> beforeLock.version(PARTICIPANT_CHANGES) == 0
                        ? unknownParticipant(tx, leadProviderId, request, cause)
                        : lockAndLoad(tx, leadProviderId, key, cause)
                                .chain(loaded -> saveDecision.save(
                                        tx,
                                        key,
                                        loaded.facts(),
                                        SubmitDeclarationRules.decide(
                                                submission(leadProviderId, cause),
                                                loaded.facts().participant(key),
                                                request,
                                                loaded.context(declaredBefore(arrived, beforeLock, loaded.earlier()))),
                                        cause)));
    }

    private record Loaded(
            LoadedFacts facts,
            List<ContractPeriod> contractPeriods,
            List<Statement> unpaid,
            List<Declaration> earlier) {

        DeclarationContext context(Set<UUID> known) {
            List<Statement> open = unpaid.stream()
                    .filter(statement -> statement.status() == StatementStatus.OPEN)
                    .toList();
            return new DeclarationContext(contractPeriods, open, known, earlier);
        }
    }

    private Uni<Loaded> lockAndLoad(SqlConnection tx, UUID leadProviderId, String key, Cause cause) {
        return contractPeriods.known(tx).chain(periods -> factStore
                .lock(tx, List.of(key))
                .chain(() -> statements.unpaid(tx, leadProviderId, London.dateOf(cause.at())))
                .chain(unpaid -> loadParticipantFacts.load(tx, List.of(key)).chain(facts -> underEarlierIds(
                                tx, facts.participant(key))
                        .map(earlier -> new Loaded(facts, periods, unpaid, earlier)))));
    }

    /**
     * Loads declarations about records that were merged into this one. They move when the events about those records
     * arrive, which may be after the event about the remaining record.
     */
    private Uni<List<Declaration>> underEarlierIds(SqlConnection tx, Optional<ParticipantFacts> facts) {
        List<String> ids = facts.stream()
                .flatMap(found -> found.participant().idChanges().stream())
                .map(change -> change.fromParticipantId().toString())
                .toList();
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : factStore.load(tx, ids, DECLARATIONS).map(stored -> stored.values().stream()
                        .flatMap(earlier -> earlier.snapshot(DECLARATIONS).stream())
                        .flatMap(earlier -> earlier.declarations().stream())
                        .toList());
    }

    /** Refuses an unknown participant. Stores nothing for the unknown key, not even a lock row. */
    private Uni<Verdict<DecidedDeclaration>> unknownParticipant(
            SqlConnection tx, UUID leadProviderId, DeclarationRequest request, Cause cause) {
        return contractPeriods.known(tx).map(periods -> SubmitDeclarationRules.decide(
                        submission(leadProviderId, cause),
                        Optional.empty(),
                        request,
                        new DeclarationContext(periods, List.of(), Set.of()))
                .map(outcome -> {
                    throw new IllegalStateException("Accepted a declaration about an unknown participant");
                }));
    }

    private static Submission submission(UUID leadProviderId, Cause cause) {
        return new Submission(
                UUID.randomUUID(), leadProviderId, cause.at(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * The declarations that existed when the request arrived: stored before it waited for the lock, and created before
     * it waited for authentication or a connection.
     */
    private static Set<UUID> declaredBefore(Instant arrived, FactsOfKey beforeLock, List<Declaration> earlier) {
        return Stream.concat(
                        beforeLock.snapshot(DECLARATIONS).stream().flatMap(all -> all.declarations().stream()),
                        earlier.stream())
                .filter(declaration -> declaration.createdAt().isBefore(arrived))
                .map(Declaration::id)
                .collect(toSet());
    }
}
