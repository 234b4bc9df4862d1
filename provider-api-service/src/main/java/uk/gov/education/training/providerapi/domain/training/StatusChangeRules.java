package uk.gov.education.training.providerapi.domain.training;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingChange.TrainingResumed;
import uk.gov.education.training.events.TrainingChange.TrainingWithdrawn;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.Reasons;
import uk.gov.education.training.providerapi.domain.Verdict;
import uk.gov.education.training.providerapi.domain.Verdict.Accepted;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;
import uk.gov.education.training.providerapi.domain.Verdict.Refused;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/**
 * A lead provider notifies that a participant takes a break from training, gives it up, or goes on with it. Deferring
 * and withdrawing are allowed from the day training starts, whether or not the participant has left; resuming as long
 * as nobody else has ended the training.
 *
 * <p>A report is judged by those that are not dated later than it, whatever arrived before it.
 */
public final class StatusChangeRules {

    private static final List<String> DEFERRAL_REASONS =
            List.of("bereavement", "career-break", "long-term-sickness", "other", "parental-leave");
    private static final String NOT_MENTORING = "mentor-no-longer-being-mentor";
    private static final List<String> WITHDRAWAL_REASONS = List.of(
            "changed-lead-provider",
            "left-teaching-profession",
            NOT_MENTORING,
            "moved-school",
            "other",
            "switched-to-school-led");

    private final TrainingReports reported;
    private final ParticipantFacts facts;
    private final Training training;
    private final Instant at;
    private final LocalDate today;

    private StatusChangeRules(ParticipantFacts facts, Training training, Instant at) {
        this.reported = facts.reports();
        this.facts = facts.asOf(at);
        this.training = training;
        this.at = at;
        this.today = London.dateOf(at);
    }

    /**
     * @param role the enrolment meant; null if the request named none that exists
     * @param at the domain's time of the report
     */
    public static Verdict defer(
            UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, @Nullable String reason, Instant at) {
        AddressedTraining addressedTraining = AddressedTraining.of(leadProviderId, facts.asOf(at), role);
        List<Reason> reasons = new ArrayList<>(addressedTraining.reasons());
        unknown(reason, DEFERRAL_REASONS).ifPresent(reasons::add);
        addressedTraining
                .training()
                .flatMap(training -> new StatusChangeRules(facts, training, at).whyNotDefer())
                .ifPresent(reasons::add);
        if (!reasons.isEmpty() || addressedTraining.training().isEmpty() || reason == null) {
            return new Refused(reasons);
        }
        Training training = addressedTraining.training().get();
        String kept = kept(reason);
        return accepted(
                new TrainingDeferred(training.id(), leadProviderId, training.role(), kept),
                leadProviderId,
                facts,
                training,
                new StatusReport(TrainingStatus.DEFERRED, kept, at));
    }

    /** Likewise; deferred training can be withdrawn too. */
    public static Verdict withdraw(
            UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, @Nullable String reason, Instant at) {
        AddressedTraining addressedTraining = AddressedTraining.of(leadProviderId, facts.asOf(at), role);
        List<Reason> reasons = new ArrayList<>(addressedTraining.reasons());
        unknown(reason, WITHDRAWAL_REASONS).ifPresent(reasons::add);
        addressedTraining
                .training()
                .flatMap(training -> new StatusChangeRules(facts, training, at).whyNotWithdraw())
                .ifPresent(reasons::add);
        if (reasons.isEmpty() && role == Role.ECT && NOT_MENTORING.equals(reason)) {
            reasons.add(new Reason("reason", "'" + NOT_MENTORING + "' is for mentors. Give another '#/reason'."));
        }
        if (!reasons.isEmpty() || addressedTraining.training().isEmpty() || reason == null) {
            return new Refused(reasons);
        }
        Training training = addressedTraining.training().get();
        String kept = kept(reason);
        return accepted(
                new TrainingWithdrawn(training.id(), leadProviderId, training.role(), kept),
                leadProviderId,
                facts,
                training,
                new StatusReport(TrainingStatus.WITHDRAWN, kept, at));
    }

    /** Likewise; also on the day of the deferral or withdrawal. */
    public static Verdict resume(UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, Instant at) {
        AddressedTraining addressedTraining = AddressedTraining.of(leadProviderId, facts.asOf(at), role);
        List<Reason> reasons = new ArrayList<>(addressedTraining.reasons());
        addressedTraining
                .training()
                .flatMap(training -> new StatusChangeRules(facts, training, at).whyNotResume())
                .ifPresent(reasons::add);
        if (!reasons.isEmpty() || addressedTraining.training().isEmpty()) {
            return new Refused(reasons);
        }
        Training training = addressedTraining.training().get();
        return accepted(
                new TrainingResumed(training.id(), leadProviderId, training.role()),
                leadProviderId,
                facts,
                training,
                new StatusReport(TrainingStatus.ACTIVE, null, at));
    }

    private static Accepted accepted(
            TrainingChange change,
            UUID leadProviderId,
            ParticipantFacts facts,
            Training training,
            StatusReport report) {
        return new Accepted(change, facts.reports().with(training.id(), leadProviderId, report));
    }

    /** Reasons have dashes in the API and underscores in events. */
    private static String kept(String reason) {
        return reason.replace('-', '_');
    }

    private static Optional<Reason> unknown(@Nullable String reason, List<String> known) {
        if (reason != null && known.contains(reason)) {
            return Optional.empty();
        }
        String choice = "one of " + String.join(", ", known) + ".";
        return Optional.of(new Reason(
                "reason",
                reason == null || reason.isBlank() ? "Give a '#/reason': " + choice : "'#/reason' must be " + choice));
    }

    private TrainingStatus status() {
        return ParticipantView.trainingStatus(facts.reports().latestStatus(training.id()));
    }

    /** What the caller may have meant who is refused something: a later report stands. */
    private String laterReport() {
        return reported.latestStatus(training.id())
                .filter(report -> report.at().isAfter(at))
                .map(report -> " Reports count by their own time: this one is of " + at + ", and the one that "
                        + switch (report.status()) {
                            case ACTIVE -> "resumed";
                            case DEFERRED -> "deferred";
                            case WITHDRAWN -> "withdrew";
                        }
                        + " training is of " + report.at() + ".")
                .orElse("");
    }

    private Optional<Reason> whyNotDefer() {
        return switch (status()) {
            case DEFERRED -> participant("Training is deferred already. There is nothing to do." + laterReport());
            case WITHDRAWN ->
                participant("Training is withdrawn, and withdrawn training can't be deferred. Resume it first."
                        + laterReport());
            case ACTIVE -> notBegun("defer");
        };
    }

    private Optional<Reason> whyNotWithdraw() {
        return status() == TrainingStatus.WITHDRAWN
                ? participant("Training is withdrawn already. There is nothing to do." + laterReport())
                : notBegun("withdraw");
    }

    private Optional<Reason> notBegun(String action) {
        if (!training.takesPlace()) {
            return participant("Training was to start on " + training.startedOn()
                    + ", but the school ended it before that. There is nothing to " + action + ".");
        }
        return training.startedOn().isAfter(today)
                ? participant("Training starts on " + training.startedOn() + ". You can " + action
                        + " it from that day on; if it will never start, ask us to delete the record.")
                : Optional.empty();
    }

    /** Whoever ended the training, its end is final, also if it is still to come. */
    private Optional<Reason> whyNotResume() {
        if (status() == TrainingStatus.ACTIVE) {
            return participant(
                    "Training is neither deferred nor withdrawn. There is nothing to resume." + laterReport());
        }
        @Nullable Ending ending = training.ending();
        if (ending == null) {
            return facts.isFollowed(training)
                    ? participant("The school has registered other training, which starts after this one. Only the"
                            + " latest training can be resumed.")
                    : Optional.empty();
        }
        return participant(
                switch (ending.reason()) {
                    case LEFT_SCHOOL ->
                        "The school has reported that the participant leaves, with " + training.finishedOn()
                                + " as the last day of training with you. If another school confirms you as the lead"
                                + " provider, training goes on by itself.";
                    case JOINED_ANOTHER_SCHOOL ->
                        "The participant has joined another school, which has "
                                + (isExpectedOfThisProvider()
                                        ? "chosen you as the lead provider: training goes on by itself once your"
                                                + " partnership with that school is confirmed."
                                        : "not chosen you as the lead provider.");
                    case CHANGED_LEAD_PROVIDER -> "The school has chosen another lead provider for the participant.";
                    case CHANGED_TO_SCHOOL_LED -> "The school has changed the participant to school-led training.";
                    case CHANGED_TO_PROVIDER_LED -> "The school has replaced this training by other training.";
                    case INDUCTION_COMPLETED ->
                        "Induction was completed, and training ended on " + training.finishedOn() + ".";
                    case DUPLICATE_MERGED ->
                        "The participant was recorded twice. The two records are one now, and the training of the other"
                                + " one counts.";
                });
    }

    /** Later training that the school has chosen this lead provider for, without a partnership so far. */
    private boolean isExpectedOfThisProvider() {
        return facts.participant().trainings().stream()
                .anyMatch(other -> other.role() == training.role()
                        && other.takesPlace()
                        && other.startedOn().isAfter(training.startedOn())
                        && !other.isConfirmed()
                        && Objects.equals(other.leadProviderId(), training.leadProviderId()));
    }

    private static Optional<Reason> participant(String detail) {
        return Optional.of(new Reason("participant_id", detail));
    }
}
