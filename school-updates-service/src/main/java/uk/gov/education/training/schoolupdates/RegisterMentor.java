package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school registers a mentor. The records of the ECT and of their mentor until now change with the mentor's. */
@ApplicationScoped
public class RegisterMentor {

    private final Transactions transactions;
    private final LoadRuleContext loadRuleContext;
    private final Participants participants;
    private final MentorshipLock mentorshipLock;
    private final SchoolParticipants records;

    RegisterMentor(
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

    public Uni<StoredParticipant> register(String schoolUrn, MentorRegistration.Details details, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> participants.idOf(details.trn()))
                .chain(known -> register(schoolUrn, known, details, reportContext, cause)));
    }

    private Uni<StoredParticipant> register(
            String schoolUrn,
            Optional<UUID> known,
            MentorRegistration.Details details,
            ReportContext reportContext,
            Cause cause) {
        LocalDate from = Judged.earliest(details.startedOn(), reportContext);
        List<UUID> named = Stream.concat(known.stream(), Optional.ofNullable(details.ectId()).stream())
                .toList();
        return loadRuleContext
                .of(schoolUrn, reportContext, details.leadProviderId(), details.email(), details.trn(), named)
                .chain(setting -> mentorshipLock
                        .lock(named, from)
                        .chain(locked -> records.keep(
                                locked.rows(),
                                locked.still(known).orElse(reportContext.ids().participant()),
                                MentorRegistration.decide(locked.still(known), details, locked.people(), setting),
                                cause)));
    }
}
