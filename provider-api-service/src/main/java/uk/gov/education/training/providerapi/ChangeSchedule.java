package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toMap;
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
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.decisions.TrainingDecisions;
import uk.gov.education.training.providerapi.decisions.TrainingDecisions.TrainingDecision;
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.training.ScheduleChangeContext;
import uk.gov.education.training.providerapi.domain.training.ScheduleChangeRequest;
import uk.gov.education.training.providerapi.domain.training.ScheduleChangeRules;
import uk.gov.education.training.providerapi.store.ContractPeriods;
import uk.gov.education.training.providerapi.store.Partnerships;

/** Changes the schedule of a participant's training, and perhaps the cohort, as the lead provider reports. */
@ApplicationScoped
public class ChangeSchedule {

    private final Partnerships partnerships;
    private final ContractPeriods contractPeriods;
    private final TrainingDecisions trainingDecisions;

    ChangeSchedule(Partnerships partnerships, ContractPeriods contractPeriods, TrainingDecisions trainingDecisions) {
        this.partnerships = partnerships;
        this.contractPeriods = contractPeriods;
        this.trainingDecisions = trainingDecisions;
    }

    /** @return empty if the lead provider can't see the participant */
    public Uni<Optional<Verdict<ParticipantDocuments>>> change(
            SqlConnection tx, UUID leadProviderId, UUID participantId, ScheduleChangeRequest request, Cause cause) {
        return partnerships
                .lockForShare(tx)
                .chain(() -> trainingDecisions.decideWith(
                        tx, leadProviderId, participantId, cause, facts -> context(tx, leadProviderId, facts)
                                .map(context -> decide(leadProviderId, facts, request, context, cause))));
    }

    /** The facts after the change know the delivery partner of the partnership that training moves to. */
    private static Verdict<TrainingDecision> decide(
            UUID leadProviderId,
            ParticipantFacts facts,
            ScheduleChangeRequest request,
            ScheduleChangeContext context,
            Cause cause) {
        Map<UUID, UUID> deliveryPartners =
                context.partnerships().stream().collect(toMap(Partnership::id, Partnership::deliveryPartnerId));
        return ScheduleChangeRules.decide(leadProviderId, facts, request, context, cause.at())
                .map(reported -> new TrainingDecision(
                        reported.change(),
                        facts.withReports(reported.reports()).withDeliveryPartners(deliveryPartners)));
    }

    private Uni<ScheduleChangeContext> context(SqlConnection tx, UUID leadProviderId, ParticipantFacts facts) {
        Set<String> schools = facts.participant().trainings().stream()
                .map(Training::schoolUrn)
                .collect(toSet());
        List<LocalDate> declaredOn = facts.declarations().declarations().stream()
                .filter(declaration -> declaration.leadProviderId().equals(leadProviderId))
                .map(declaration -> London.dateOf(declaration.submittedAt()))
                .toList();
        return contractPeriods.known(tx).chain(periods -> partnerships
                .ofLeadProvider(tx, leadProviderId, schools)
                .map(found -> new ScheduleChangeContext(periods, found, declaredOn)));
    }
}
