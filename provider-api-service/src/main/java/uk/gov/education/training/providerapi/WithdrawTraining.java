package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.decisions.TrainingDecisions;
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.domain.training.StatusChangeRules;

/** Withdraws a participant from training, as the lead provider reports. */
@ApplicationScoped
public class WithdrawTraining {

    private final TrainingDecisions trainingDecisions;

    WithdrawTraining(TrainingDecisions trainingDecisions) {
        this.trainingDecisions = trainingDecisions;
    }

    /** @return empty if the lead provider can't see the participant */
    public Uni<Optional<Verdict<ParticipantDocuments>>> withdraw(
            SqlConnection tx,
            UUID leadProviderId,
            UUID participantId,
            @Nullable Role role,
            @Nullable String reason,
            Cause cause) {
        return trainingDecisions.decide(
                tx,
                leadProviderId,
                participantId,
                cause,
                facts -> StatusChangeRules.withdraw(leadProviderId, facts, role, reason, cause.at()));
    }
}
