package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LoadRuleContext;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;
import uk.gov.education.training.schoolupdates.store.Trns;

/** Registers a mentor at a school. The records of the ECT and of the ECT's previous mentor change too. */
@ApplicationScoped
public class RegisterMentor {

    private final Trns trns;
    private final LockParticipants lockParticipants;
    private final LoadRuleContext loadRuleContext;
    private final SaveReport saveReport;

    RegisterMentor(
            Trns trns, LockParticipants lockParticipants, LoadRuleContext loadRuleContext, SaveReport saveReport) {
        this.trns = trns;
        this.lockParticipants = lockParticipants;
        this.loadRuleContext = loadRuleContext;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> register(
            SqlConnection tx, String schoolUrn, MentorRegistration.Details details, Cause cause) {
        return lockParticipants
                .lockSchoolForShare(tx, schoolUrn)
                .chain(() -> trns.findHolder(tx, details.trn()))
                .chain(known -> register(tx, schoolUrn, known, details, cause));
    }

    private Uni<StoredParticipant> register(
            SqlConnection tx, String schoolUrn, Optional<UUID> known, MentorRegistration.Details details, Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        List<UUID> ids = Stream.concat(known.stream(), Optional.ofNullable(details.ectId()).stream())
                .toList();
        return loadRuleContext
                .load(tx, schoolUrn, reportContext, details.leadProviderId(), ids)
                .chain(ruleContext -> loadRuleContext.withEmailTaken(tx, ruleContext, details.email(), details.trn()))
                .chain(ruleContext -> lockParticipants
                        .withMentorships(tx, ids, reportContext.todayOrEarlier(details.startedOn()))
                        .chain(locked -> saveReport.save(
                                tx,
                                locked,
                                locked.ifStillPresent(known)
                                        .orElse(reportContext.ids().participant()),
                                MentorRegistration.decide(
                                        locked.ifStillPresent(known), details, locked.affected(), ruleContext),
                                cause)));
    }
}
