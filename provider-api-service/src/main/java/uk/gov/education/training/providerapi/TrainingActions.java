package uk.gov.education.training.providerapi;

import uk.gov.education.training.platform.messaging.Transactions;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.domain.Verdict;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.training.ScheduleChangeRules;
import uk.gov.education.training.providerapi.domain.training.StatusChangeRules;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ContractPeriods;
import uk.gov.education.training.providerapi.store.Partnerships;

/**
 * What a lead provider notifies about a participant's training. Each answer is empty if the provider can't see the
 * participant; else it says whether the report was accepted, and then it is kept.
 */
@ApplicationScoped
public class TrainingActions {

    private final Transactions transactions;
    private final FactStore factStore;
    private final LoadParticipantFacts known;
    private final Partnerships partnerships;
    private final ContractPeriods contractPeriods;
    private final RefreshParticipants participants;

    TrainingActions(
            Transactions transactions,
            FactStore factStore,
            LoadParticipantFacts known,
            Partnerships partnerships,
            ContractPeriods contractPeriods,
            RefreshParticipants participants) {
        this.transactions = transactions;
        this.factStore = factStore;
        this.known = known;
        this.partnerships = partnerships;
        this.contractPeriods = contractPeriods;
        this.participants = participants;
    }

    public Uni<Optional<Verdict>> defer(
            UUID leadProviderId, UUID participantId, @Nullable Role role, @Nullable String reason, Cause cause) {
        return status(
                leadProviderId,
                participantId,
                cause,
                about -> StatusChangeRules.defer(leadProviderId, about, role, reason, cause.at()));
    }

    public Uni<Optional<Verdict>> withdraw(
            UUID leadProviderId, UUID participantId, @Nullable Role role, @Nullable String reason, Cause cause) {
        return status(
                leadProviderId,
                participantId,
                cause,
                about -> StatusChangeRules.withdraw(leadProviderId, about, role, reason, cause.at()));
    }

    public Uni<Optional<Verdict>> resume(UUID leadProviderId, UUID participantId, @Nullable Role role, Cause cause) {
        return status(
                leadProviderId,
                participantId,
                cause,
                about -> StatusChangeRules.resume(leadProviderId, about, role, cause.at()));
    }

    private Uni<Optional<Verdict>> status(
            UUID leadProviderId, UUID participantId, Cause cause, Function<ParticipantFacts, Verdict> decide) {
        return transactions.inTransaction(tx -> act(tx, leadProviderId, participantId, cause, about -> Uni.createFrom()
                        .item(decide.apply(about))));
    }

    public Uni<Optional<Verdict>> changeSchedule(
            UUID leadProviderId, UUID participantId, ScheduleChangeRules.Wanted wanted, Cause cause) {
        return transactions.inTransaction(tx -> partnerships
                        .share(tx)
                        .chain(() -> act(
                                tx, leadProviderId, participantId, cause, about -> options(tx, leadProviderId, about)
                                        .map(options -> ScheduleChangeRules.decide(
                                                leadProviderId, about, wanted, options, cause.at())))));
    }

    private Uni<ScheduleChangeRules.Options> options(SqlConnection tx, UUID leadProviderId, ParticipantFacts about) {
        Set<String> schools = about.participant().trainings().stream()
                .map(Training::schoolUrn)
                .collect(toSet());
        List<LocalDate> declaredOn = about.declarations().declarations().stream()
                .filter(declaration -> declaration.leadProviderId().equals(leadProviderId))
                .map(declaration -> London.dateOf(declaration.submittedAt()))
                .toList();
        return contractPeriods.known(tx).chain(all -> partnerships
                .of(tx, leadProviderId, schools)
                .map(found -> new ScheduleChangeRules.Options(all, found, declaredOn)));
    }

    private Uni<Optional<Verdict>> act(
            SqlConnection tx,
            UUID leadProviderId,
            UUID participantId,
            Cause cause,
            Function<ParticipantFacts, Uni<Verdict>> decide) {
        String key = participantId.toString();
        return factStore
                .lock(tx, List.of(key))
                .chain(() -> known.load(tx, List.of(key)))
                .chain(found -> {
                    Optional<ParticipantFacts> about = found.participant(key)
                            .filter(visible -> visible.leadProviders().contains(leadProviderId));
                    return about.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : decide.apply(about.get())
                                    .call(verdict -> keep(tx, key, found, verdict, cause))
                                    .map(Optional::of);
                });
    }

    private Uni<Void> keep(SqlConnection tx, String key, LoadedFacts found, Verdict verdict, Cause cause) {
        return switch (verdict) {
            case Verdict.Refused refused -> Uni.createFrom().voidItem();
            case Verdict.Accepted accepted ->
                factStore
                        .saveDecisions(
                                tx,
                                Topics.TRAINING_CHANGES,
                                found.stored(),
                                Map.of(key, new Decision<>(accepted.reports(), List.of(accepted.change()))),
                                Map.of(key, cause))
                        .chain(() -> participants.refresh(tx, Set.of(key)));
        };
    }
}
