package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school registers an ECT. Whoever mentored them at another school is their mentor no more. */
@ApplicationScoped
public class RegisterEct {

    private final Transactions transactions;
    private final Settings settings;
    private final Participants participants;
    private final Together together;
    private final SchoolRecords records;

    RegisterEct(
            Transactions transactions,
            Settings settings,
            Participants participants,
            Together together,
            SchoolRecords records) {
        this.transactions = transactions;
        this.settings = settings;
        this.participants = participants;
        this.together = together;
        this.records = records;
    }

    public Uni<Recorded> register(String schoolUrn, EctRegistration.Details details, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> participants.idOf(details.trn()))
                .chain(known -> register(schoolUrn, known, details, occasion, cause)));
    }

    private Uni<Recorded> register(
            String schoolUrn, Optional<UUID> known, EctRegistration.Details details, Occasion occasion, Cause cause) {
        LocalDate from = Judged.earliest(details.startedOn(), occasion);
        return settings.of(
                        schoolUrn,
                        occasion,
                        details.leadProviderId(),
                        details.email(),
                        details.trn(),
                        known.map(Set::of).orElse(Set.of()))
                .chain(setting -> together.lock(known.map(Set::of).orElse(Set.of()), from)
                        .chain(locked -> records.keep(
                                locked.rows(),
                                locked.still(known).orElse(occasion.ids().participant()),
                                EctRegistration.decide(locked.still(known), details, locked.people(), setting),
                                cause)));
    }
}
