package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school registers a mentor. The records of the ECT and of their mentor until now change with the mentor's. */
@ApplicationScoped
public class RegisterMentor {

    private final Transactions transactions;
    private final Settings settings;
    private final Participants participants;
    private final Together together;
    private final SchoolRecords records;

    RegisterMentor(
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

    public Uni<Recorded> register(String schoolUrn, MentorRegistration.Details details, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> participants.idOf(details.trn()))
                .chain(known -> register(schoolUrn, known, details, occasion, cause)));
    }

    private Uni<Recorded> register(
            String schoolUrn,
            Optional<UUID> known,
            MentorRegistration.Details details,
            Occasion occasion,
            Cause cause) {
        LocalDate from = Judged.earliest(details.startedOn(), occasion);
        List<UUID> named = Stream.concat(known.stream(), Optional.ofNullable(details.ectId()).stream())
                .toList();
        return settings.of(schoolUrn, occasion, details.leadProviderId(), details.email(), details.trn(), named)
                .chain(setting -> together.lock(named, from)
                        .chain(locked -> records.keep(
                                locked.rows(),
                                locked.still(known).orElse(occasion.ids().participant()),
                                MentorRegistration.decide(locked.still(known), details, locked.people(), setting),
                                cause)));
    }
}
