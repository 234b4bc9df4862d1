package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorChange;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school gives an ECT another of its mentors, or a first one. Up to three people's records change. */
@ApplicationScoped
public class AssignMentor {

    private final Transactions transactions;
    private final LoadRuleContext loadRuleContext;
    private final MentorshipLock mentorshipLock;
    private final SchoolParticipants records;

    AssignMentor(
            Transactions transactions,
            LoadRuleContext loadRuleContext,
            MentorshipLock mentorshipLock,
            SchoolParticipants records) {
        this.transactions = transactions;
        this.loadRuleContext = loadRuleContext;
        this.mentorshipLock = mentorshipLock;
        this.records = records;
    }

    public Uni<StoredParticipant> assign(
            String schoolUrn, UUID ectId, @Nullable UUID mentorId, @Nullable UUID leadProviderId, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> mentorshipLock.lock(
                        Stream.of(ectId, mentorId).filter(Objects::nonNull).toList(), reportContext.today()))
                .invoke(locked -> SchoolParticipants.requireAtSchool(locked, schoolUrn, ectId))
                .chain(locked -> loadRuleContext
                        .of(
                                schoolUrn,
                                reportContext,
                                leadProviderId,
                                locked.rows().keySet())
                        .chain(setting -> records.keep(
                                locked.rows(),
                                ectId,
                                MentorChange.decide(ectId, mentorId, leadProviderId, locked.people(), setting),
                                cause))));
    }
}
