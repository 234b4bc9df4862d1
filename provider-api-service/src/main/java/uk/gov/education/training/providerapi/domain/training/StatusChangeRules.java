package uk.gov.education.training.providerapi.domain.training;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
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
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/**
 * The rules for deferring, withdrawing and resuming training. Deferring and withdrawing are allowed from the day
 * training starts, whether or not the participant has left. Resuming is allowed as long as no one else has ended the
 * training.
 *
 * <p>Only reports dated no later than this one count, in whatever order they arrive.
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
     * Decides on a deferral.
     *
     * @param role the role of the enrolment; null if the request names no valid one
     * @param at the domain's time of the report
     */
    public static Verdict<ReportedChange> defer(
            UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, @Nullable String reason, Instant at) {
        Verdict<Training> addressed = AddressedTraining.find(leadProviderId, facts.asOf(at), role);
        return Reasons.firstPerField()
                .add(addressed)
                .add(unknown(reason, DEFERRAL_REASONS))
                .add(addressed.then(training -> new StatusChangeRules(facts, training, at).deferrable()))
                .orElse(() -> addressed.map(training -> {
                    String stored = stored(requireNonNull(reason));
                    return reported(
                            new TrainingDeferred(training.id(), leadProviderId, training.role(), stored),
                            leadProviderId,
                            facts,
                            training,
                            new StatusReport(TrainingStatus.DEFERRED, stored, at));
                }));
    }

    /** Decides on a withdrawal. Deferred training can be withdrawn too. */
    public static Verdict<ReportedChange> withdraw(
            UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, @Nullable String reason, Instant at) {
        Verdict<Training> addressed = AddressedTraining.find(leadProviderId, facts.asOf(at), role);
        Reasons reasons = Reasons.firstPerField()
                .add(addressed)
                .add(unknown(reason, WITHDRAWAL_REASONS))
                .add(addressed.then(training -> new StatusChangeRules(facts, training, at).withdrawable()));
        return reasons.addIf(
                        reasons.isEmpty() && role == Role.ECT && NOT_MENTORING.equals(reason),
                        "reason",
                        "'" + NOT_MENTORING + "' is for mentors. Give another '#/reason'.")
                .orElse(() -> addressed.map(training -> {
                    String stored = stored(requireNonNull(reason));
                    return reported(
                            new TrainingWithdrawn(training.id(), leadProviderId, training.role(), stored),
                            leadProviderId,
                            facts,
                            training,
                            new StatusReport(TrainingStatus.WITHDRAWN, stored, at));
                }));
    }

    /** Decides on a resumption, which is possible from the day of the deferral or withdrawal. */
    public static Verdict<ReportedChange> resume(
            UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, Instant at) {
        return AddressedTraining.find(leadProviderId, facts.asOf(at), role)
                .then(training -> new StatusChangeRules(facts, training, at).resumable())
                .map(training -> reported(
                        new TrainingResumed(training.id(), leadProviderId, training.role()),
                        leadProviderId,
                        facts,
                        training,
                        new StatusReport(TrainingStatus.ACTIVE, null, at)));
    }

    private static ReportedChange reported(
            TrainingChange change,
            UUID leadProviderId,
            ParticipantFacts facts,
            Training training,
            StatusReport report) {
        return new ReportedChange(change, facts.reports().with(training.id(), leadProviderId, report));
    }

    /** Reasons have dashes in the API and underscores in events. */
    private static String stored(String reason) {
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

    /** Mentions a later report, which stays in force: the caller may not know that reports count by their own time. */
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

    private Verdict<Training> deferrable() {
        return switch (status()) {
            case DEFERRED -> participant("Training is deferred already. There is nothing to do." + laterReport());
            case WITHDRAWN ->
                participant("Training is withdrawn, and withdrawn training can't be deferred. Resume it first."
                        + laterReport());
            case ACTIVE -> begun("defer");
        };
    }

    private Verdict<Training> withdrawable() {
        return status() == TrainingStatus.WITHDRAWN
                ? participant("Training is withdrawn already. There is nothing to do." + laterReport())
                : begun("withdraw");
    }

    private Verdict<Training> begun(String action) {
        if (!training.takesPlace()) {
            return participant("Training was to start on " + training.startedOn()
                    + ", but the school ended it before that. There is nothing to " + action + ".");
        }
        return training.startedOn().isAfter(today)
                ? participant("Training starts on " + training.startedOn() + ". You can " + action
                        + " it from that day on; if it will never start, ask us to delete the record.")
                : Verdict.accepted(training);
    }

    /** An end date set by someone else is final, even if it is in the future. */
    private Verdict<Training> resumable() {
        if (status() == TrainingStatus.ACTIVE) {
            return participant(
                    "Training is neither deferred nor withdrawn. There is nothing to resume." + laterReport());
        }
        @Nullable Ending ending = training.ending();
        if (ending == null) {
            return facts.isFollowed(training)
                    ? participant("The school has registered other training, which starts after this one. Only the"
                            + " latest training can be resumed.")
                    : Verdict.accepted(training);
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

    /** Whether the school has chosen this lead provider for later training, but without a partnership so far. */
    private boolean isExpectedOfThisProvider() {
        return facts.participant().trainings().stream()
                .anyMatch(other -> other.role() == training.role()
                        && other.takesPlace()
                        && other.startedOn().isAfter(training.startedOn())
                        && !other.isConfirmed()
                        && Objects.equals(other.leadProviderId(), training.leadProviderId()));
    }

    private static Verdict<Training> participant(String detail) {
        return Verdict.refused("participant_id", detail);
    }
}
