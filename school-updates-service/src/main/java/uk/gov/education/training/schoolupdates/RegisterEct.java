package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.RegisterParticipant;

/** Registers an ECT at a school. Ends their mentorships at the school before. */
@ApplicationScoped
public class RegisterEct {

    private final RegisterParticipant registerParticipant;

    RegisterEct(RegisterParticipant registerParticipant) {
        this.registerParticipant = registerParticipant;
    }

    /** @param chosenId the id for a person who is not known yet; a random one if it is empty */
    public Uni<StoredParticipant> register(
            SqlConnection tx, String schoolUrn, EctRegistration.Details details, Optional<UUID> chosenId, Cause cause) {
        return registerParticipant.register(
                tx,
                schoolUrn,
                details,
                Optional.empty(),
                (known, affected, ruleContext) -> EctRegistration.decide(known, details, affected, ruleContext),
                chosenId,
                cause);
    }
}
