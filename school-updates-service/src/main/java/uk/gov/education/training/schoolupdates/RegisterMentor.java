package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.RegisterParticipant;

/** Registers a mentor at a school. The records of the ECT and of the ECT's previous mentor change too. */
@ApplicationScoped
public class RegisterMentor {

    private final RegisterParticipant registerParticipant;

    RegisterMentor(RegisterParticipant registerParticipant) {
        this.registerParticipant = registerParticipant;
    }

    /** @param chosenId the id for a person who is not known yet; a random one if it is empty */
    public Uni<StoredParticipant> register(
            SqlConnection tx,
            String schoolUrn,
            MentorRegistration.Details details,
            Optional<UUID> chosenId,
            Cause cause) {
        return registerParticipant.register(
                tx,
                schoolUrn,
                details,
                Optional.ofNullable(details.ectId()),
                (known, affected, ruleContext) -> MentorRegistration.decide(known, details, affected, ruleContext),
                chosenId,
                cause);
    }
}
