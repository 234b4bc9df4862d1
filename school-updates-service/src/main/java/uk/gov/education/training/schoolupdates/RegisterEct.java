package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school registers an ECT. Whoever mentored them at another school is their mentor no more. */
@ApplicationScoped
public class RegisterEct {

    private final Transactions transactions;
    private final LoadRuleContext loadRuleContext;
    private final Participants participants;
    private final MentorshipLock mentorshipLock;
    private final SchoolParticipants records;

    RegisterEct(
            Transactions transactions,
            LoadRuleContext loadRuleContext,
            Participants participants,
            MentorshipLock mentorshipLock,
            SchoolParticipants records) {
        this.transactions = transactions;
        this.loadRuleContext = loadRuleContext;
        this.participants = participants;
        this.mentorshipLock = mentorshipLock;
        this.records = records;
    }

    public Uni<StoredParticipant> register(String schoolUrn, EctRegistration.Details details, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> participants.idOf(details.trn()))
                .chain(known -> register(schoolUrn, known, details, reportContext, cause)));
    }

    private Uni<StoredParticipant> register(
            String schoolUrn,
            Optional<UUID> known,
            EctRegistration.Details details,
            ReportContext reportContext,
            Cause cause) {
        LocalDate from = Judged.earliest(details.startedOn(), reportContext);
        return loadRuleContext
                .of(
                        schoolUrn,
                        reportContext,
                        details.leadProviderId(),
                        details.email(),
                        details.trn(),
                        known.map(Set::of).orElse(Set.of()))
                .chain(setting -> mentorshipLock
                        .lock(known.map(Set::of).orElse(Set.of()), from)
                        .chain(locked -> records.keep(
                                locked.rows(),
                                locked.still(known).orElse(reportContext.ids().participant()),
                                EctRegistration.decide(locked.still(known), details, locked.people(), setting),
                                cause)));
    }
}
