package uk.gov.education.training.schoolupdates.reports;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.AffectedParticipants;
import uk.gov.education.training.schoolupdates.domain.Changes;
import uk.gov.education.training.schoolupdates.domain.CurrentSchool;
import uk.gov.education.training.schoolupdates.domain.RegistrationDetails;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.RuleContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.partnerships.RollOverPartnership;
import uk.gov.education.training.schoolupdates.schools.FindSchool;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Trns;

/** Registers a person at a school, as an ECT or as a mentor. */
@ApplicationScoped
public class RegisterParticipant {

    private final Trns trns;
    private final Participants participants;
    private final FindSchool findSchool;
    private final LockParticipants lockParticipants;
    private final LoadRuleContext loadRuleContext;
    private final SaveReport saveReport;
    private final RollOverPartnership rollOverPartnership;

    RegisterParticipant(
            Trns trns,
            Participants participants,
            FindSchool findSchool,
            LockParticipants lockParticipants,
            LoadRuleContext loadRuleContext,
            SaveReport saveReport,
            RollOverPartnership rollOverPartnership) {
        this.trns = trns;
        this.participants = participants;
        this.findSchool = findSchool;
        this.lockParticipants = lockParticipants;
        this.loadRuleContext = loadRuleContext;
        this.saveReport = saveReport;
        this.rollOverPartnership = rollOverPartnership;
    }

    /** The rule of a registration. */
    @FunctionalInterface
    public interface Rule {

        /** @param known the id of the person, if they are already known */
        Verdict<Changes> decide(Optional<UUID> known, AffectedParticipants affected, RuleContext ruleContext);
    }

    /**
     * @param other the id of another person whose record the registration may change, such as a mentor's ECT
     * @param chosenId the id for a person who is not known yet; a random one if it is empty
     */
    public Uni<StoredParticipant> register(
            SqlConnection tx,
            String schoolUrn,
            RegistrationDetails details,
            Optional<UUID> other,
            Rule rule,
            Optional<UUID> chosenId,
            Cause cause) {
        return mayRollOver(tx, schoolUrn, details, other)
                .chain(mayRollOver -> lockOpenSchool(tx, schoolUrn, mayRollOver)
                        .chain(() -> decide(tx, schoolUrn, details, other, rule, chosenId, cause))
                        .chain(registered -> mayRollOver
                                ? rollOver(tx, registered, cause)
                                : Uni.createFrom().item(registered.participant())));
    }

    /** Asks before the school is locked: whether it must be locked for a new partnership depends on this. */
    private Uni<Boolean> mayRollOver(
            SqlConnection tx, String schoolUrn, RegistrationDetails details, Optional<UUID> other) {
        return details.leadProviderId() == null && other.isEmpty()
                ? Uni.createFrom().item(false)
                : rollOverPartnership.isPossible(tx, schoolUrn, details.leadProviderId());
    }

    private Uni<Void> lockOpenSchool(SqlConnection tx, String schoolUrn, boolean mayRollOver) {
        Uni<CurrentSchool> school =
                mayRollOver ? findSchool.lock(tx, schoolUrn) : findSchool.lockForShare(tx, schoolUrn);
        return school.invoke(locked -> {
                    if (locked.closed()) {
                        throw ApiException.invalid(
                                "urn",
                                "This school has closed. Register the person at the school where they work now.");
                    }
                })
                .replaceWithVoid();
    }

    private record Registered(StoredParticipant participant, ReportContext reportContext) {}

    private Uni<Registered> decide(
            SqlConnection tx,
            String schoolUrn,
            RegistrationDetails details,
            Optional<UUID> other,
            Rule rule,
            Optional<UUID> chosenId,
            Cause cause) {
        return trns.findHolder(tx, details.trn())
                .call(known -> requireUnused(tx, known, chosenId))
                .chain(known -> {
                    ReportContext reportContext = ReportContexts.create(cause, chosenId.orElseGet(UUID::randomUUID));
                    List<UUID> ids =
                            Stream.concat(known.stream(), other.stream()).toList();
                    return loadRuleContext
                            .load(tx, schoolUrn, reportContext, details.leadProviderId(), ids)
                            .chain(ruleContext ->
                                    loadRuleContext.withEmailTaken(tx, ruleContext, details.email(), details.trn()))
                            .chain(ruleContext -> lockParticipants
                                    .withMentorships(tx, ids, reportContext.todayOrEarlier(details.startedOn()))
                                    .chain(locked -> decide(tx, locked, known, rule, ruleContext, cause)))
                            .map(stored -> new Registered(stored, reportContext));
                });
    }

    /** Saving under another person's id would replace that person. */
    private Uni<Void> requireUnused(SqlConnection tx, Optional<UUID> known, Optional<UUID> chosenId) {
        return known.isPresent() || chosenId.isEmpty()
                ? Uni.createFrom().voidItem()
                : participants
                        .lock(tx, chosenId.get())
                        .invoke(taken -> {
                            if (taken.isPresent()) {
                                throw ApiException.conflict(
                                        "id", "Another person has the chosen id. Choose another one.");
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<StoredParticipant> rollOver(SqlConnection tx, Registered registered, Cause cause) {
        StoredParticipant before = registered.participant();
        return rollOverPartnership
                .rollOver(tx, before.participant(), registered.reportContext(), cause)
                .chain(rolledOver -> rolledOver
                        ? saveReport.saved(tx, before.participant().id())
                        : Uni.createFrom().item(before));
    }

    private Uni<StoredParticipant> decide(
            SqlConnection tx,
            LockedParticipants locked,
            Optional<UUID> known,
            Rule rule,
            RuleContext ruleContext,
            Cause cause) {
        Optional<UUID> present = locked.ifStillPresent(known);
        return saveReport.save(
                tx,
                locked,
                present.orElse(ruleContext.reportContext().ids().participant()),
                rule.decide(present, locked.affected(), ruleContext),
                cause);
    }
}
