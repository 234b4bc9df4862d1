package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.ProgrammeChange;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school changes an ECT's training programme. The mentor's own training may begin with it. */
@ApplicationScoped
public class ChangeTrainingProgramme {

    private final Transactions transactions;
    private final LoadRuleContext loadRuleContext;
    private final MentorshipLock mentorshipLock;
    private final SchoolParticipants records;

    ChangeTrainingProgramme(
            Transactions transactions,
            LoadRuleContext loadRuleContext,
            MentorshipLock mentorshipLock,
            SchoolParticipants records) {
        this.transactions = transactions;
        this.loadRuleContext = loadRuleContext;
        this.mentorshipLock = mentorshipLock;
        this.records = records;
    }

    public Uni<StoredParticipant> change(
            String schoolUrn,
            UUID id,
            @Nullable TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> mentorshipLock.lock(List.of(id), reportContext.today()))
                .invoke(locked -> SchoolParticipants.requireAtSchool(locked, schoolUrn, id))
                .chain(locked -> loadRuleContext
                        .of(
                                schoolUrn,
                                reportContext,
                                leadProviderId,
                                locked.rows().keySet())
                        .chain(setting -> records.keep(
                                locked.rows(),
                                id,
                                ProgrammeChange.decide(id, programme, leadProviderId, locked.people(), setting),
                                cause))));
    }
}
