package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school registers an ECT. */
@ApplicationScoped
public class RegisterEct {

    private final Transactions transactions;
    private final Settings settings;
    private final Participants participants;
    private final SchoolRecords records;

    RegisterEct(Transactions transactions, Settings settings, Participants participants, SchoolRecords records) {
        this.transactions = transactions;
        this.settings = settings;
        this.participants = participants;
        this.records = records;
    }

    public Uni<Recorded> register(String schoolUrn, EctRegistration.Details details, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> participants.glanceByTrn(details.trn()))
                .map(known -> known.map(Participant::id))
                .chain(known -> settings.of(
                                schoolUrn, occasion, details.leadProviderId(), details.email(), known.orElse(null))
                        .chain(setting -> participants
                                .lock(known.map(Set::of).orElse(Set.of()))
                                .chain(locked -> participants.keep(
                                        locked,
                                        Judged.changes(
                                                EctRegistration.decide(snapshot(locked, known), details, setting)),
                                        cause))))
                .chain(records::of));
    }

    private static @Nullable Participant snapshot(Map<UUID, ParticipantRow> locked, Optional<UUID> id) {
        return id.map(locked::get).map(row -> row.facts).orElse(null);
    }
}
